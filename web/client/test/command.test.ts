import { describe, expect, it } from "vitest";
import { requests, type Command } from "../src/command.js";
import { foresee } from "../src/foresee.js";
import { applyInbox, emptyInbox, type Inbox } from "../src/inbox.js";
import type { Notification } from "../src/notification.js";
import { notification, snapshot } from "./events.js";

function inboxOf(...notifications: readonly Notification[]): Inbox {
  const listed = notifications.filter((each) => !each.archived && !each.snoozedUntil);
  return applyInbox(
    emptyInbox,
    snapshot(9, {
      upserts: notifications,
      unread: listed.filter(({ read }) => !read).length,
      unseen: listed.filter(({ seen }) => !seen).length,
    }),
  );
}

describe("what the inbox will be", () => {
  const later = 1_800_000_000_000;

  it.each<[string, Command, Partial<Notification>, Partial<Notification> | null, number, number]>([
    ["reading", { kind: "read", id: "a" }, {}, { read: true, seen: true }, 0, 0],
    ["reading again", { kind: "read", id: "a" }, { read: true, seen: true }, {}, 0, 0],
    ["unreading", { kind: "unread", id: "a" }, { read: true, seen: true }, { read: false }, 1, 0],
    ["deleting", { kind: "delete", id: "a" }, {}, null, 0, 0],
    ["archiving", { kind: "archive", id: "a", archived: true }, {}, { archived: true }, 0, 0],
    ["snoozing", { kind: "snooze", id: "a", until: later }, {}, { snoozedUntil: later }, 0, 0],
    ["reading all", { kind: "readAll", ids: ["a"] }, {}, { read: true, seen: true }, 0, 0],
    ["seeing", { kind: "seen" }, {}, { seen: true }, 1, 0],
  ])("after %s", (_, command, before, change, unread, unseen) => {
    const given = notification("a", 9, before);

    const inbox = foresee(inboxOf(given), [command]);

    expect(inbox.notifications.get("a")).toEqual(
      change === null ? undefined : { ...given, ...change },
    );
    expect([inbox.unread, inbox.unseen]).toEqual([unread, unseen]);
  });

  it("has what was archived or snoozed back in the list, and counts it", () => {
    const archived = inboxOf(notification("a", 9, { archived: true }));
    const snoozed = inboxOf(notification("a", 9, { snoozedUntil: later }));

    for (const inbox of [
      foresee(archived, [{ kind: "archive", id: "a", archived: false }]),
      foresee(snoozed, [{ kind: "snooze", id: "a", until: null }]),
    ]) {
      expect(inbox.notifications.get("a")).toEqual(notification("a", 9));
      expect([inbox.unread, inbox.unseen]).toEqual([1, 1]);
    }
  });

  it("is what comes of one command after the other, and leaves what it began with as it was", () => {
    const inbox = inboxOf(notification("a", 9), notification("b", 9));

    const after = foresee(inbox, [
      { kind: "readAll", ids: ["a", "b", "c"] },
      { kind: "unread", id: "a" },
      { kind: "delete", id: "b" },
      { kind: "unread", id: "b" },
    ]);

    expect([...after.notifications.values()]).toEqual([notification("a", 9, { seen: true })]);
    expect([after.unread, after.unseen]).toEqual([1, 0]);
    expect([...inbox.notifications.values()].filter(({ read }) => read)).toEqual([]);
    expect([inbox.unread, inbox.unseen]).toEqual([2, 2]);
  });

  it("has nothing unseen after seeing, of those that are not here either", () => {
    const inbox = applyInbox(emptyInbox, snapshot(9, { unseen: 5, more: true }));

    expect(foresee(inbox, [{ kind: "seen" }]).unseen).toBe(0);
  });

  it("is the very same where nothing is known of it", () => {
    const inbox = inboxOf(notification("a", 9));

    expect(foresee(inbox, [{ kind: "read", id: "b" }])).toBe(inbox);
  });
});

describe("reading all", () => {
  it("is asked for as a whole at once, and one by one when something may have come since", () => {
    const command: Command = { kind: "readAll", ids: ["a", "b"] };

    expect(requests(command, false)).toEqual([["markAllRead"]]);
    expect(requests(command, true)).toEqual([
      ["markNotificationRead", "a"],
      ["markNotificationRead", "b"],
    ]);
  });
});
