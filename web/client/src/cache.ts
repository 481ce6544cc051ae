import { createStore, del, get, set, update } from "idb-keyval";
import { newestFirst, type Inbox } from "./inbox.js";
import type { Performance } from "./link.js";
import type { Notification } from "./notification.js";

/** What outlives a page: an inbox, and what waits for a connection. It is plain JSON. */
export interface Saved {
  readonly version: 1;
  readonly inbox: Omit<Inbox, "notifications">;
  readonly notifications: readonly Notification[];
  readonly waiting: readonly Performance[];
}

/** Where it is kept, by the name of a server and a user. A failure is as if nothing were there. */
export interface Cache {
  load(name: string): Promise<Saved | undefined>;
  save(name: string, saved: Saved): Promise<void>;
  forget(name: string): Promise<void>;
  /**
   * Saves what `change` makes of what is there, in one step. Without it that is loaded and saved:
   * only tabs without Web Locks that save at the same moment need more.
   */
  update?(name: string, change: (before: Saved | undefined) => Saved): Promise<void>;
}

/** The browser's own database, where there is one. */
export function browserCache(): Cache | undefined {
  if (typeof indexedDB === "undefined") {
    return undefined;
  }
  const store = createStore("belfry", "inboxes");
  return {
    load: (name) => get<Saved>(name, store),
    save: (name, saved) => set(name, saved, store),
    forget: (name) => del(name, store),
    update: (name, change) => update<Saved>(name, change, store),
  };
}

/** How many notifications are kept; older ones are read again when they are asked for. */
const KEPT = 300;

export function savedOf(inbox: Inbox, waiting: readonly Performance[]): Saved {
  const { notifications: all, ...rest } = inbox;
  const notifications = newestFirst([...all.values()]).slice(0, KEPT);
  return {
    version: 1,
    inbox: { ...rest, more: inbox.more || all.size > KEPT },
    notifications,
    waiting,
  };
}

/**
 * What is kept where another tab may have saved `before`: the newer inbox, and all that waits.
 *
 * @param isOver whether what waited is done or refused, as far as this tab knows
 */
export function merged(
  before: Saved | undefined,
  now: Saved,
  isOver: (key: string) => boolean,
): Saved {
  if (before === undefined) {
    return now;
  }
  const elsewhere = before.waiting.filter(
    ({ key }) => !isOver(key) && now.waiting.every((own) => own.key !== key),
  );
  return {
    ...(isNewer(before, now) ? before : now),
    waiting: [...elsewhere, ...now.waiting],
  };
}

/** The inbox that was saved. */
export function inboxOf({ inbox, notifications }: Saved): Inbox {
  return { ...inbox, notifications: new Map(notifications.map((each) => [each.id, each])) };
}

function isNewer({ inbox: { position: a } }: Saved, { inbox: { position: b } }: Saved): boolean {
  return a !== null && b !== null && a.epoch === b.epoch && a.seq > b.seq;
}

/** What was saved, unless another version of this library has written it. */
export function readable(saved: Saved | undefined): Saved | undefined {
  return saved?.version === 1 && Array.isArray(saved.notifications) ? saved : undefined;
}
