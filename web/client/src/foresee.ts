import type { Command } from "./command.js";
import { isListed, type Inbox } from "./inbox.js";
import type { Notification } from "./notification.js";

/**
 * What the inbox will be once the server has done all that, in this order; the very same object
 * when that is no change.
 */
export function foresee(inbox: Inbox, commands: readonly Command[]): Inbox {
  const draft = new Draft(inbox);
  for (const command of commands) {
    draft.do(command);
  }
  return draft.inbox;
}

/** An inbox that changes by one command after the other, copied but once. */
class Draft {
  readonly #before: Inbox;
  #notifications: Map<string, Notification> | undefined;
  #unread: number;
  #unseen: number;

  constructor(inbox: Inbox) {
    this.#before = inbox;
    this.#unread = inbox.unread;
    this.#unseen = inbox.unseen;
  }

  get inbox(): Inbox {
    return this.#notifications === undefined && this.#unseen === this.#before.unseen
      ? this.#before
      : {
          ...this.#before,
          notifications: this.#notifications ?? this.#before.notifications,
          unread: this.#unread,
          unseen: this.#unseen,
        };
  }

  do(command: Command): void {
    switch (command.kind) {
      case "read":
        this.#change(command.id, (each) => ({ ...each, read: true, seen: true }));
        break;
      case "unread":
        this.#change(command.id, (each) => ({ ...each, read: false }));
        break;
      case "delete":
        this.#change(command.id, () => undefined);
        break;
      case "archive":
        this.#change(command.id, (each) => archive(each, command.archived));
        break;
      case "snooze":
        this.#change(command.id, (each) => snooze(each, command.until));
        break;
      case "readAll":
        for (const id of command.ids) {
          this.#change(id, (each) => ({ ...each, read: true, seen: true }));
        }
        break;
      case "seen":
        for (const each of [...this.#all.values()].filter(countsAsUnseen)) {
          this.#change(each.id, () => ({ ...each, seen: true }));
        }
        this.#unseen = 0;
        break;
    }
  }

  get #all(): ReadonlyMap<string, Notification> {
    return this.#notifications ?? this.#before.notifications;
  }

  #change(id: string, become: (before: Notification) => Notification | undefined): void {
    const before = this.#all.get(id);
    if (before === undefined) {
      return;
    }
    const after = become(before);
    this.#unread += count(after, countsAsUnread) - count(before, countsAsUnread);
    this.#unseen += count(after, countsAsUnseen) - count(before, countsAsUnseen);
    this.#notifications ??= new Map(this.#before.notifications);
    if (after === undefined) {
      this.#notifications.delete(id);
    } else {
      this.#notifications.set(id, after);
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
