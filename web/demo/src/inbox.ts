/** One user's inbox as the `inbox` events of the sync dialect describe it. Pure: no I/O, no clock. */

export type Priority = "low" | "normal" | "high" | "urgent";

/** A button of a notification. */
export interface Action {
  readonly id: string;
  readonly label: string;
  readonly style?: "primary" | "secondary" | "danger";
  readonly url?: string;
}

/** The button that was pressed first; without `by` when that user was forgotten. */
export interface Outcome {
  readonly action: string;
  /** Epoch milliseconds. */
  readonly at: number;
  readonly by?: string;
}

/** A notification as it travels, in every dialect and in HTTP. */
export interface Notification {
  readonly id: string;
  /** The inbox's number of this notification's last change. */
  readonly seq: number;
  readonly type: string;
  readonly title: string;
  readonly message: string;
  readonly priority: Priority;
  /** Creation, epoch milliseconds. */
  readonly timestamp: number;
  readonly read: boolean;
  readonly seen: boolean;
  readonly archived?: boolean;
  /** When it comes back to the inbox, epoch milliseconds; absent while it is there. */
  readonly snoozedUntil?: number;
  readonly url?: string;
  readonly actions?: readonly Action[];
  readonly actionGroup?: string;
  readonly outcome?: Outcome;
}

/** Which of an event's upserts to speak of now, and how. */
export interface Alert {
  readonly id: string;
  readonly toast: boolean;
  readonly sound: boolean;
}

/** Where a client stands in the log. */
export interface Position {
  readonly epoch: string;
  readonly seq: number;
}

/** The one event of the sync dialect: snapshot, delta and live alike. */
export interface InboxEvent extends Position {
  readonly reset: boolean;
  readonly unread: number;
  readonly unseen: number;
  readonly upserts: readonly Notification[];
  readonly removed: readonly string[];
  readonly alerts: readonly Alert[];
  readonly more: boolean;
}

/** What a client knows of its inbox. */
export interface Inbox {
  /** `null` until the first event came. */
  readonly position: Position | null;
  readonly unread: number;
  readonly unseen: number;
  /** Whether the server holds older notifications than these. */
  readonly more: boolean;
  readonly notifications: ReadonlyMap<string, Notification>;
}

export const emptyInbox: Inbox = {
  position: null,
  unread: 0,
  unseen: 0,
  more: false,
  notifications: new Map(),
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
  };
}

function continues(position: Position | null, event: InboxEvent): boolean {
  return position !== null && event.epoch === position.epoch && event.seq > position.seq;
}

/** What a panel lists: all that is neither archived nor snoozed, newest first. */
export function listed(inbox: Inbox): Notification[] {
  return [...inbox.notifications.values()]
    .filter(({ archived, snoozedUntil }) => archived !== true && snoozedUntil === undefined)
    .toSorted((a, b) => (a.id < b.id ? 1 : -1));
}
