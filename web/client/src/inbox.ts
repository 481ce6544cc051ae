import type { InboxEvent, Notification, Page, Position, Preferences } from "./notification.js";

/** What a client knows of its inbox. */
export interface Inbox {
  /** `null` until the first event came. */
  readonly position: Position | null;
  readonly unread: number;
  readonly unseen: number;
  /** Whether the server holds older notifications than these. */
  readonly more: boolean;
  readonly notifications: ReadonlyMap<string, Notification>;
  readonly preferences: Preferences;
}

export const emptyInbox: Inbox = {
  position: null,
  unread: 0,
  unseen: 0,
  more: false,
  notifications: new Map(),
  preferences: {},
};

/**
 * The inbox after an event; the very same object when the event is stale, a duplicate, or a delta
 * that stands on another log, and so says nothing.
 */
export function applyInbox(inbox: Inbox, event: InboxEvent): Inbox {
  if (!event.reset && !continues(inbox.position, event)) {
    return inbox;
  }
  const notifications = new Map(event.reset ? [] : inbox.notifications);
  for (const notification of event.upserts) {
    notifications.set(notification.id, notification);
  }
  for (const id of event.removed) {
    notifications.delete(id);
  }
  return {
    position: { epoch: event.epoch, seq: event.seq },
    unread: event.unread,
    unseen: event.unseen,
    more: event.reset ? event.more : inbox.more,
    notifications,
    preferences: event.preferences ?? inbox.preferences,
  };
}

/**
 * The inbox with a page of older notifications; the very same object when the page was read before
 * changes that are known already, since it may hold what they removed: read it again then.
 */
export function withPage(inbox: Inbox, page: Page): Inbox {
  const { position } = inbox;
  if (position === null || page.epoch !== position.epoch || page.seq < position.seq) {
    return inbox;
  }
  const notifications = new Map(inbox.notifications);
  for (const notification of page.notifications) {
    if (!notifications.has(notification.id)) {
      notifications.set(notification.id, notification);
    }
  }
  return { ...inbox, notifications, more: page.nextCursor !== null };
}

/** The event after which any client stands where this inbox does. */
export function snapshotOf(inbox: Inbox, position: Position): InboxEvent {
  return {
    ...position,
    reset: true,
    unread: inbox.unread,
    unseen: inbox.unseen,
    upserts: [...inbox.notifications.values()],
    removed: [],
    alerts: [],
    preferences: inbox.preferences,
    more: inbox.more,
  };
}

/** Whether it is in the list of the inbox now: neither archived nor snoozed. */
export function isListed({ archived, snoozedUntil }: Notification): boolean {
  return archived !== true && snoozedUntil === undefined;
}

/** What a panel lists: all that is neither archived nor snoozed, newest first. */
export function listed(inbox: Inbox): Notification[] {
  return newestFirst([...inbox.notifications.values()].filter(isListed));
}

/** The same notifications in the order of an inbox. */
export function newestFirst(notifications: readonly Notification[]): Notification[] {
  return [...notifications].sort((a, b) => (a.id < b.id ? 1 : -1));
}

function continues(position: Position | null, event: InboxEvent): boolean {
  return position !== null && event.epoch === position.epoch && event.seq > position.seq;
}
