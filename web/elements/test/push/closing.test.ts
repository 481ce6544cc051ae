import { emptyInbox, type Inbox, type Notification } from "@belfry/client";
import { describe, expect, it } from "vitest";
import { closeFinished, finished, removed } from "../../src/push/closing.js";
import type { CloseMessage } from "../../src/push/messages.js";

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
  it("is what was read, archived, snoozed or deleted", () => {
    const inbox = inboxOf([
      notification("unread"),
      notification("read", { read: true }),
      notification("archived", { archived: true }),
      notification("snoozed", { snoozedUntil: 1 }),
    ]);
    const shown = ["unread", "read", "archived", "snoozed", "deleted"];

    expect(finished(inbox, new Set(["deleted"]), shown)).toEqual(shown.slice(1));
  });

  it("is not what has not come yet, nor what nobody shows", () => {
    const inbox = inboxOf([notification("read", { read: true })]);

    expect(finished(inbox, new Set(["deleted"]), ["coming"])).toEqual([]);
  });
});

describe("what was deleted", () => {
  const [a, b, c] = ["a", "b", "c"].map((id) => notification(id));

  it("was there before, and is not there now", () => {
    expect(removed(inboxOf([a, b, c] as Notification[]), inboxOf([b] as Notification[]))).toEqual([
      "a",
      "c",
    ]);
    expect(removed(inboxOf([a] as Notification[]), inboxOf([]))).toEqual(["a"]);
  });

  it("is not what is only older than all that the server has sent", () => {
    const before = inboxOf([a, b, c] as Notification[]);

    expect(removed(before, inboxOf([b] as Notification[], true))).toEqual(["c"]);
    expect(removed(before, inboxOf([], true))).toEqual([]);
  });
});

describe("a page", () => {
  it("tells the worker as soon as the client knows, and only what is shown", async () => {
    const told: unknown[] = [];
    const shown = new Set(["a", "b"]);
    const registration = {
      active: {
        postMessage(message: CloseMessage) {
          told.push(message);
          message.ids.forEach((id) => shown.delete(id));
        },
      },
      getNotifications: async () => [
        { data: null },
        ...[...shown].map((id) => ({ data: { belfry: { id } } })),
      ],
    } as unknown as ServiceWorkerRegistration;
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

    expect(told).toEqual([
      { belfry: "close", ids: ["a"] },
      { belfry: "close", ids: ["b"] },
    ]);
  });
});
