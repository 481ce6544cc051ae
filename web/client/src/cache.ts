import { createStore, del, get, set } from "idb-keyval";
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

/** The inbox that was saved. */
export function inboxOf({ inbox, notifications }: Saved): Inbox {
  return { ...inbox, notifications: new Map(notifications.map((each) => [each.id, each])) };
}

/** What was saved, unless another version of this library has written it. */
export function readable(saved: Saved | undefined): Saved | undefined {
  return saved?.version === 1 && Array.isArray(saved.notifications) ? saved : undefined;
}
