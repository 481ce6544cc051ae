import type { InboxEvent, Notification } from "../src/notification.js";

/** A plain unread notification. */
export function notification(
  id: string,
  seq: number,
  rest: Partial<Notification> = {},
): Notification {
  return {
    id,
    seq,
    type: "info",
    title: `Title of ${id}`,
    message: "",
    priority: "normal",
    timestamp: 1_767_225_600_000,
    read: false,
    seen: false,
    ...rest,
  };
}

/** A live event or a delta of epoch `e1` that says nothing but its seq. */
export function delta(seq: number, rest: Partial<InboxEvent> = {}): InboxEvent {
  return {
    epoch: "e1",
    seq,
    reset: false,
    unread: 0,
    unseen: 0,
    upserts: [],
    removed: [],
    alerts: [],
    more: false,
    ...rest,
  };
}

/** An event that starts over. */
export function snapshot(seq: number, rest: Partial<InboxEvent> = {}): InboxEvent {
  return delta(seq, { ...rest, reset: true });
}
