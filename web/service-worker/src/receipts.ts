import { BY_TIME, RECEIPTS, answer, inStore, keepNewest } from "./store.js";

/** What the user did with a card, and where that is told. */
export interface Receipt {
  readonly address: string;
  readonly event: "acted" | "clicked" | "dismissed";
  readonly action?: string;
}

/** One that waits for another attempt. */
export interface Kept extends Receipt {
  readonly [BY_TIME]: number;
}

/** What an attempt came to: `done` is what was taken, or refused for good. */
export type Sent = "done" | "later" | "unanswered";

interface Means<Key> {
  readonly send: (receipt: Receipt) => Promise<Sent>;
  readonly forget: (key: Key) => Promise<unknown>;
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
  if ((await send(receipt)) === "done") {
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
  return tellKept(kept, Date.now(), {
    send,
    forget: (key) => inStore(RECEIPTS, (store) => answer(store.delete(key))),
  });
}

/**
 * Tells one after the other, and forgets what is done. A server that does not answer is asked once:
 * it would hold up what woke the worker for as long as each takes.
 *
 * @returns whether nothing is left
 */
export async function tellKept<Key>(
  kept: readonly { readonly receipt: Kept; readonly key: Key }[],
  nowMs: number,
  { send, forget }: Means<Key>,
): Promise<boolean> {
  const silent = new Set<string>();
  let isDone = true;
  for (const { receipt, key } of kept) {
    const { origin } = new URL(receipt.address);
    const isOld = nowMs - receipt[BY_TIME] > KEPT_FOR_MS;
    const sent = isOld ? "done" : silent.has(origin) ? "unanswered" : await send(receipt);
    if (sent === "done") {
      await forget(key);
    } else {
      isDone = false;
    }
    if (sent === "unanswered") {
      silent.add(origin);
    }
  }
  return isDone;
}

async function send({ address, event, action }: Receipt): Promise<Sent> {
  try {
    const { ok, status } = await fetch(address, {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify({ event, ...(action !== undefined && { action }) }),
      credentials: "omit",
      keepalive: true,
      signal: AbortSignal.timeout(SEND_WITHIN_MS),
    });
    return ok || (status < 500 && !PASSING.has(status)) ? "done" : "later";
  } catch {
    return "unanswered";
  }
}
