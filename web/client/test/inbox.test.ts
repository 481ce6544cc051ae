import { describe, expect, it } from "vitest";
import { applyInbox, emptyInbox, listed, type Inbox } from "../src/inbox.js";
import type { InboxEvent } from "../src/notification.js";
import { delta, notification, snapshot } from "./events.js";

function after(...events: readonly InboxEvent[]): Inbox {
  return events.reduce(applyInbox, emptyInbox);
}

const ids = (inbox: Inbox) => listed(inbox).map(({ id }) => id);

describe("an inbox", () => {
  it("is what the first snapshot says", () => {
    const inbox = after(snapshot(4, { upserts: [notification("b", 4), notification("a", 2)] }));

    expect(ids(inbox)).toEqual(["b", "a"]);
    expect(inbox.position).toEqual({ epoch: "e1", seq: 4 });
  });

  it("takes a live event's notification, counts and position", () => {
    const inbox = after(
      snapshot(1, { unread: 1, upserts: [notification("a", 1)] }),
      delta(2, { unread: 2, unseen: 1, upserts: [notification("b", 2)] }),
    );

    expect(ids(inbox)).toEqual(["b", "a"]);
    expect(inbox).toMatchObject({ unread: 2, unseen: 1, position: { epoch: "e1", seq: 2 } });
  });

  it("puts a changed notification in the place of the old one", () => {
    const inbox = after(
      snapshot(1, { upserts: [notification("a", 1)] }),
      delta(2, { upserts: [notification("a", 2, { read: true })] }),
    );

    expect(listed(inbox)).toEqual([notification("a", 2, { read: true })]);
  });

  it("forgets what was removed", () => {
    const inbox = after(
      snapshot(2, { upserts: [notification("b", 2), notification("a", 1)] }),
      delta(3, { removed: ["b", "never-known"] }),
    );

    expect(ids(inbox)).toEqual(["a"]);
  });

  it("forgets everything at a reset, also at one of another epoch and a lower seq", () => {
    const inbox = after(
      snapshot(9, { unread: 7, upserts: [notification("a", 9)] }),
      snapshot(2, { epoch: "e2", upserts: [notification("z", 2)] }),
    );

    expect(ids(inbox)).toEqual(["z"]);
    expect(inbox).toMatchObject({ unread: 0, position: { epoch: "e2", seq: 2 } });
  });

  it("stays the very same when an event comes twice", () => {
    const event = delta(2, { unread: 2, upserts: [notification("b", 2)] });
    const inbox = after(snapshot(1), event);

    expect(applyInbox(inbox, event)).toBe(inbox);
  });

  it("stays the very same when an event is older than itself", () => {
    const inbox = after(snapshot(5, { unread: 3 }));

    expect(applyInbox(inbox, delta(4, { unread: 9, removed: ["a"] }))).toBe(inbox);
  });

  it("stays the very same when a delta stands on another log, or on none", () => {
    const inbox = after(snapshot(5));

    expect(applyInbox(inbox, delta(6, { epoch: "e2" }))).toBe(inbox);
    expect(applyInbox(emptyInbox, delta(1))).toBe(emptyInbox);
  });

  it("ends the same however often and late events are repeated", () => {
    const log = [
      snapshot(1, { upserts: [notification("a", 1)] }),
      delta(2, { upserts: [notification("b", 2)] }),
      delta(3, { upserts: [notification("a", 3, { read: true })] }),
      delta(4, { removed: ["b"] }),
      delta(6, { upserts: [notification("c", 6), notification("d", 5)] }),
    ];
    const withEchoes = log.flatMap((event, at) => [event, ...log.slice(1, at + 1).toReversed()]);

    expect(after(...withEchoes)).toEqual(after(...log));
  });

  it("never changes an earlier state", () => {
    const before = after(snapshot(1, { upserts: [notification("a", 1)] }));
    applyInbox(before, delta(2, { removed: ["a"], upserts: [notification("b", 2)] }));

    expect(ids(before)).toEqual(["a"]);
  });

  it("keeps archived notifications but does not list them", () => {
    const inbox = after(snapshot(1, { upserts: [notification("a", 1, { archived: true })] }));

    expect(inbox.notifications.has("a")).toBe(true);
    expect(listed(inbox)).toEqual([]);
  });

  it("lists a snoozed notification again when it has come back", () => {
    const away = after(
      snapshot(1, { upserts: [notification("a", 1)] }),
      delta(2, { upserts: [notification("a", 2, { snoozedUntil: 1_800_000_000_000 })] }),
    );
    const back = applyInbox(away, delta(3, { upserts: [notification("a", 3)] }));

    expect(listed(away)).toEqual([]);
    expect(ids(back)).toEqual(["a"]);
  });

  it("learns from snapshots alone whether there are older notifications", () => {
    const inbox = after(snapshot(1, { more: true }), delta(2, { more: false }));

    expect(inbox.more).toBe(true);
    expect(applyInbox(inbox, snapshot(3)).more).toBe(false);
  });
});
