import { createStore, del, get, set } from "idb-keyval";
import { newestFirst, type Inbox } from "./inbox.js";
import type { Performance } from "./link.js";

/** What outlives a page: an inbox, and what waits for a connection. */
export interface Saved {
  readonly version: 1;
  readonly inbox: Inbox;
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
  const all = newestFirst([...inbox.notifications.values()]);
  const kept = new Map(all.slice(0, KEPT).map((each) => [each.id, each]));
  return {
    version: 1,
    inbox: { ...inbox, notifications: kept, more: inbox.more || all.length > KEPT },
    waiting,
  };
}

/** What was saved, unless another version of this library has written it. */
export function readable(saved: Saved | undefined): Saved | undefined {
  return saved?.version === 1 && saved.inbox.notifications instanceof Map ? saved : undefined;
}
