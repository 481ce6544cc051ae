import { BY_TIME, RECEIPTS, answer, inStore, keepNewest } from "./store.js";

/** What the user did with a card, and where that is told. */
export interface Receipt {
  readonly address: string;
  readonly event: "acted" | "clicked" | "dismissed";
  readonly action?: string;
}

interface Kept extends Receipt {
  readonly [BY_TIME]: number;
}

/** The part of `ServiceWorkerRegistration` that is Background Sync, where a browser has it. */
interface Syncing {
  readonly sync?: { register(tag: string): Promise<void> };
}

/** What the browser calls when there is a network again. */
export const SYNC_TAG = "belfry-receipts";

const SEND_WITHIN_MS = 15_000;
const MOST_KEPT = 50;
const KEPT_FOR_MS = 86_400_000;

/** Statuses of which another attempt may make something else. */
const PASSING = new Set([408, 425, 429]);

let resending: Promise<boolean> | undefined;

/** Tells what the user did; keeps it for later when that cannot be told now. */
export async function tell(
  receipt: Receipt,
  registration: ServiceWorkerRegistration,
): Promise<void> {
  if (await send(receipt)) {
    await resend();
    return;
  }
  await inStore(RECEIPTS, async (store) => {
    const kept: Kept = { ...receipt, [BY_TIME]: Date.now() };
    await answer(store.add(kept));
    await keepNewest(store, MOST_KEPT);
  }).catch(() => undefined);
  const { sync } = registration as Syncing;
  await sync?.register(SYNC_TAG).catch(() => undefined);
}

/** Tells what was kept, unless that is under way. @returns whether nothing is left */
export function resend(): Promise<boolean> {
  resending ??= resendAll()
    .catch(() => false)
    .finally(() => {
      resending = undefined;
    });
  return resending;
}

async function resendAll(): Promise<boolean> {
  const kept = await inStore(RECEIPTS, async (store) => {
    const [keys, receipts] = await Promise.all([
      answer(store.getAllKeys()),
      answer<Kept[]>(store.getAll()),
    ]);
    return receipts.map((receipt, index) => ({ receipt, key: keys[index] as IDBValidKey }));
  });
  let isDone = true;
  for (const { receipt, key } of kept) {
    const isOld = Date.now() - receipt[BY_TIME] > KEPT_FOR_MS;
    if (isOld || (await send(receipt))) {
      await inStore(RECEIPTS, (store) => answer(store.delete(key)));
    } else {
      isDone = false;
    }
  }
  return isDone;
}

/** @returns whether there is nothing more to be done: it was taken, or refused for good */
async function send({ address, event, action }: Receipt): Promise<boolean> {
  try {
    const { ok, status } = await fetch(address, {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify({ event, ...(action !== undefined && { action }) }),
      credentials: "omit",
      keepalive: true,
      signal: AbortSignal.timeout(SEND_WITHIN_MS),
    });
    return ok || (status < 500 && !PASSING.has(status));
  } catch {
    return false;
  }
}
