import type { Card } from "./payload.js";
import { BY_TIME, SHOWN, answer, inStore, keepNewest } from "./store.js";

/** The state in which a card was shown. */
export type ShownState = Pick<Card, "id" | "seq" | "count">;

/** More than a device shows at a time. */
const REMEMBERED = 200;

/** Knows the state in which each card was shown last. */
export interface Memory {
  /** `undefined` also where nothing can be kept. */
  last(id: string): Promise<ShownState | undefined>;
  keep(state: ShownState, atMs: number): Promise<void>;
}

/** The browser's, which outlives the worker. */
export const memory: Memory = {
  last: (id) =>
    inStore<ShownState | undefined>(SHOWN, (store) => answer(store.get(id))).catch(() => undefined),
  keep: ({ id, seq, count }, atMs) =>
    inStore(SHOWN, async (store) => {
      await answer(store.put({ id, seq, count, [BY_TIME]: atMs }));
      await keepNewest(store, REMEMBERED);
    }).catch(() => undefined),
};

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
