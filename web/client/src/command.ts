import { isListed, type Inbox } from "./inbox.js";
import type { Notification } from "./notification.js";

/** Something that a user does to an inbox, and that shows at once. */
export type Command =
  | { readonly kind: "read" | "unread" | "delete"; readonly id: string }
  | { readonly kind: "archive"; readonly id: string; readonly archived: boolean }
  /** `until` in epoch milliseconds, `null` to have it back now. */
  | { readonly kind: "snooze"; readonly id: string; readonly until: number | null }
  /** `ids` are those that were unread when the user said so. */
  | { readonly kind: "readAll"; readonly ids: readonly string[] }
  | { readonly kind: "seen" };

/** An event to emit, and its arguments. */
export type Request = readonly [event: string, ...args: readonly unknown[]];

/**
 * What asks the server for it.
 *
 * @param late whether the user said so some time ago: what came since is not meant then
 */
export function requests(command: Command, late: boolean): readonly Request[] {
  switch (command.kind) {
    case "read":
      return [["markNotificationRead", command.id]];
    case "unread":
      return [["markNotificationUnread", command.id]];
    case "delete":
      return [["deleteNotification", command.id]];
    case "archive":
      return [["archiveNotification", command.id, command.archived]];
    case "snooze":
      return [["snoozeNotification", command.id, command.until]];
    case "readAll":
      return late ? command.ids.map((id) => ["markNotificationRead", id]) : [["markAllRead"]];
    case "seen":
      return [["markSeen"]];
  }
}

/** Which notifications it concerns; `all` also of those that are not here. */
export function concerns(command: Command): readonly string[] | "all" {
  switch (command.kind) {
    case "readAll":
      return "all";
    case "seen":
      return [];
    default:
      return [command.id];
  }
}

/** What the inbox will be once the server has done it; the same object when that is no change. */
export function foresee(inbox: Inbox, command: Command): Inbox {
  switch (command.kind) {
    case "read":
      return change(inbox, [command.id], (each) => ({ ...each, read: true, seen: true }));
    case "unread":
      return change(inbox, [command.id], (each) => ({ ...each, read: false }));
    case "delete":
      return change(inbox, [command.id], () => undefined);
    case "archive":
      return change(inbox, [command.id], (each) => archive(each, command.archived));
    case "snooze":
      return change(inbox, [command.id], (each) => snooze(each, command.until));
    case "readAll":
      return change(inbox, command.ids, (each) => ({ ...each, read: true, seen: true }));
    case "seen": {
      const unseen = [...inbox.notifications.values()].filter(countsAsUnseen);
      const ids = unseen.map(({ id }) => id);
      return { ...change(inbox, ids, (each) => ({ ...each, seen: true })), unseen: 0 };
    }
  }
}

function archive(notification: Notification, archived: boolean): Notification {
  return archived
    ? { ...without(notification, "snoozedUntil"), archived }
    : without(notification, "archived");
}

function snooze(notification: Notification, until: number | null): Notification {
  return until === null
    ? without(notification, "snoozedUntil")
    : { ...without(notification, "archived"), snoozedUntil: until };
}

function without(notification: Notification, field: "archived" | "snoozedUntil"): Notification {
  const fields = Object.entries(notification).filter(([name]) => name !== field);
  return Object.fromEntries(fields) as unknown as Notification;
}

function change(
  inbox: Inbox,
  ids: readonly string[],
  become: (before: Notification) => Notification | undefined,
): Inbox {
  const notifications = new Map(inbox.notifications);
  let { unread, unseen } = inbox;
  let any = false;
  for (const id of ids) {
    const before = notifications.get(id);
    if (before === undefined) {
      continue;
    }
    any = true;
    const after = become(before);
    unread += count(after, countsAsUnread) - count(before, countsAsUnread);
    unseen += count(after, countsAsUnseen) - count(before, countsAsUnseen);
    if (after === undefined) {
      notifications.delete(id);
    } else {
      notifications.set(id, after);
    }
  }
  return any ? { ...inbox, notifications, unread, unseen } : inbox;
}

function count(
  notification: Notification | undefined,
  counts: (each: Notification) => boolean,
): number {
  return notification !== undefined && counts(notification) ? 1 : 0;
}

function countsAsUnread(notification: Notification): boolean {
  return !notification.read && isListed(notification);
}

function countsAsUnseen(notification: Notification): boolean {
  return !notification.seen && isListed(notification);
}
