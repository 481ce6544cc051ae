import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { applyInbox, emptyInbox, newestFirst } from "../src/inbox.js";
import type { InboxEvent } from "../src/notification.js";

interface Step {
  readonly what: string;
  readonly event: InboxEvent;
  /** What the server said right after it to somebody who had nothing yet. */
  readonly snapshot: InboxEvent;
  /** How many notifications it had then. */
  readonly count: number;
}

/** What a server has said; `npm run record -w e2e` lets it say it anew. */
const { steps } = JSON.parse(
  readFileSync(new URL("recorded/inbox.json", import.meta.url), "utf8"),
) as { readonly steps: readonly Step[] };

describe("an inbox", () => {
  let inbox = emptyInbox;

  it.each(steps)("is the server's after $what", ({ event, snapshot, count }) => {
    inbox = applyInbox(inbox, event);

    const { notifications, more, ...rest } = inbox;
    const newest = newestFirst([...notifications.values()]);
    // A snapshot holds so many; who was there before has older ones, too.
    expect(newest.slice(0, snapshot.upserts.length)).toEqual(snapshot.upserts);
    expect(newest.length).toBeLessThanOrEqual(count);
    expect(more || newest.length === count).toBe(true);
    expect(rest).toEqual({
      position: { epoch: snapshot.epoch, seq: snapshot.seq },
      unread: snapshot.unread,
      unseen: snapshot.unseen,
      preferences: snapshot.preferences,
    });
  });

  it("has nobody spoken of who is not in it, in all of this", () => {
    for (const { event } of steps) {
      const ids = event.upserts.map(({ id }) => id);
      expect(event.alerts.filter(({ id }) => !ids.includes(id))).toEqual([]);
    }
  });
});

describe("the recording", () => {
  const any = (holds: (step: Step) => unknown) => steps.some((step) => holds(step));
  const isUpsert = (field: string) =>
    any(({ event }) => event.upserts.some((each) => field in each));

  it("has each kind of message", () => {
    const kinds = {
      snapshots: any(({ event }) => event.reset),
      others: any(({ event }) => !event.reset),
      removed: any(({ event }) => event.removed.length > 0),
      toasts: any(({ event }) => event.alerts.some(({ toast }) => toast)),
      sounds: any(({ event }) => event.alerts.some(({ sound }) => sound)),
      quiet: any(({ event }) => event.alerts.some(({ toast, sound }) => !toast && !sound)),
      recaps: any(({ event }) => event.recap !== undefined),
      preferences: any(({ event }) => !event.reset && event.preferences !== undefined),
      more: any(({ event }) => event.more),
      epochs: new Set(steps.map(({ event }) => event.epoch)).size > 1,
      seqsThatWereSkipped: any(
        ({ event: { epoch, seq, reset } }) =>
          !reset && steps.every(({ event }) => event.epoch !== epoch || event.seq !== seq - 1),
      ),
    };
    const fields = ["archived", "snoozedUntil", "expiresAt", "actions", "outcome", "group"];

    expect(Object.entries(kinds).filter(([, has]) => !has)).toEqual([]);
    expect([...fields, "broadcast", "topic", "actor"].filter((each) => !isUpsert(each))).toEqual(
      [],
    );
  });
});
