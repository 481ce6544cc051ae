import type { Card } from "./payload.js";
import { BY_TIME, SHOWN, answer, inStore, keepNewest } from "./store.js";

/** The state in which a card was shown. */
export type ShownState = Pick<Card, "id" | "seq" | "count">;

/** More than a device shows at a time. */
const REMEMBERED = 200;

/** The state in which a card was shown last; `undefined` also where nothing can be kept. */
export function lastShown(id: string): Promise<ShownState | undefined> {
  return inStore<ShownState | undefined>(SHOWN, (store) => answer(store.get(id))).catch(
    () => undefined,
  );
}

/** Remembers that a card is shown. */
export function rememberShown({ id, seq, count }: ShownState, atMs: number): Promise<void> {
  return inStore(SHOWN, async (store) => {
    await answer(store.put({ id, seq, count, [BY_TIME]: atMs }));
    await keepNewest(store, REMEMBERED);
  }).catch(() => undefined);
}

/** Whether a card says what was not shown yet: pushes come twice, and late. */
export function isNews(card: ShownState, earlier: ShownState | undefined): boolean {
  return earlier === undefined || card.seq > earlier.seq || card.count > earlier.count;
}

/** Whether another one has joined a card since it was shown. */
export function hasGrown(card: ShownState, earlier: ShownState | undefined): boolean {
  return earlier !== undefined && card.count > earlier.count;
}

/** Whether it is another state of what was shown, which calls nobody: also where that was wiped away. */
export function isMereChange(card: ShownState, earlier: ShownState | undefined): boolean {
  return earlier !== undefined && !hasGrown(card, earlier);
}
