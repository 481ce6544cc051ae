import { emptyInbox, type Inbox, type Notification } from "@belfry/client";
import { describe, expect, it } from "vitest";
import { closeFinished, isFinished, type Shower } from "../../src/push/closing.js";

const notification = (id: string, more: Partial<Notification> = {}): Notification => ({
  id,
  seq: 1,
  type: "info",
  title: id,
  message: "",
  priority: "normal",
  timestamp: 0,
  read: false,
  seen: false,
  ...more,
});

const inboxOf = (notifications: readonly Notification[], more = false): Inbox => ({
  ...emptyInbox,
  more,
  notifications: new Map(notifications.map((each) => [each.id, each])),
});

describe("what needs nobody's attention any more", () => {
  const finished = (before: Inbox, after: Inbox, ...shown: readonly string[]) =>
    shown.filter((id) => isFinished(id, before, after));

  it("is what was read, archived, snoozed or deleted", () => {
    const before = inboxOf([notification("deleted")]);
    const after = inboxOf([
      notification("unread"),
      notification("read", { read: true }),
      notification("archived", { archived: true }),
      notification("snoozed", { snoozedUntil: 1 }),
    ]);

    expect(finished(before, after, "unread", "read", "archived", "snoozed", "deleted")).toEqual([
      "read",
      "archived",
      "snoozed",
      "deleted",
    ]);
  });

  it("is not what has not come yet", () => {
    expect(finished(inboxOf([]), inboxOf([]), "coming")).toEqual([]);
  });

  it("is not what is only older than all that the server has sent", () => {
    const before = inboxOf(["a", "b", "c"].map((id) => notification(id)));

    expect(finished(before, inboxOf([notification("b")]), "a", "b", "c")).toEqual(["a", "c"]);
    expect(finished(before, inboxOf([notification("b")], true), "a", "b", "c")).toEqual(["c"]);
    expect(finished(before, inboxOf([], true), "a", "b", "c")).toEqual([]);
  });
});

describe("a page", () => {
  it("closes it as soon as the client knows, and nothing else", async () => {
    const closed: string[] = [];
    const shown = new Set(["a", "b", "d"]);
    const notice = (id: string) => ({
      data: { belfry: { id } },
      close() {
        closed.push(id);
        shown.delete(id);
      },
    });
    const others = { data: null, close: () => closed.push("another's") };
    const registration = {
      getNotifications: async () => [others, ...[...shown].map(notice)],
    } as unknown as Shower;
    let inbox = inboxOf([notification("a"), notification("b"), notification("c")]);
    let changed = () => {};
    const client = {
      get state() {
        return { status: "connected", inbox, waiting: 0, leads: true } as const;
      },
      subscribe: (listener: () => void) => {
        changed = listener;
        return () => (changed = () => {});
      },
    };
    const become = async (...notifications: readonly Notification[]) => {
      inbox = inboxOf(notifications);
      changed();
      await new Promise(setImmediate);
    };

    const stop = closeFinished(client, registration);
    await become(notification("a", { read: true }), notification("b"), notification("c"));
    await become(notification("a", { read: true }));
    stop();
    shown.add("a");
    await become();

    expect(closed).toEqual(["a", "b"]);
  });
});
