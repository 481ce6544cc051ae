import { describe, expect, it } from "vitest";
import { applyInbox, emptyInbox } from "../src/inbox.js";
import { Outbox, performance } from "../src/outbox.js";
import { BelfryError, LinkLost } from "../src/problem.js";
import { Answering, counts } from "./answering.js";
import { snapshot } from "./events.js";
import { EventLoop } from "./tabs/event-loop.js";

const read = (id: string) => performance({ kind: "read", id });
const settled = () => new Promise((resolve) => setImmediate(resolve));

describe("an outbox", () => {
  it("asks at once over a link that is up, and keeps it until the inbox says it", async () => {
    const outbox = new Outbox(() => {});
    const link = new Answering();
    outbox.up(link);
    const item = read("a");

    const done = outbox.add(item);
    expect(link.asked.map(({ late }) => late)).toEqual([false]);
    link.asked[0]?.settle(counts(5));

    expect(await done).toEqual(counts(5));
    expect(outbox.waiting).toEqual([item]);
    outbox.settled(applyInbox(emptyInbox, snapshot(4)), false);
    expect(outbox.waiting).toEqual([item]);
    outbox.settled(applyInbox(emptyInbox, snapshot(5)), false);
    expect(outbox.waiting).toEqual([]);
  });

  it("keeps nothing of what was acknowledged when the inbox begins anew", async () => {
    const outbox = new Outbox(() => {});
    const link = new Answering();
    outbox.up(link);
    const done = outbox.add(read("a"));
    link.asked[0]?.settle(counts(500));
    await done;

    outbox.settled(applyInbox(emptyInbox, snapshot(1)), true);

    expect(outbox.waiting).toEqual([]);
  });

  it("asks over the next link, in the same order, for what was lost with the last", async () => {
    const outbox = new Outbox(() => {});
    const [first, second] = [new Answering(), new Answering()];
    outbox.up(first);
    const [a, b, c] = [read("a"), read("b"), read("c")];
    void outbox.add(a);
    void outbox.add(b);
    first.asked.forEach(({ settle }) => settle(new LinkLost()));
    outbox.down();
    void outbox.add(c);
    await settled();

    outbox.up(second);

    expect(second.asked.map(({ item }) => item.key)).toEqual([a.key, b.key, c.key]);
    expect(second.asked.map(({ late }) => late)).toEqual([true, true, true]);
    outbox.close();
  });

  it("asks once more a little later for what the server was too busy for", async () => {
    const clock = new EventLoop();
    const outbox = new Outbox(() => {}, clock);
    const link = new Answering();
    outbox.up(link);
    const done = outbox.add(read("a"));
    link.asked[0]?.settle(new BelfryError("overloaded", "Not now."));
    await settled();

    clock.moveTo(1_999);
    await settled();
    expect(link.asked).toHaveLength(1);
    clock.moveTo(2_000);
    await settled();
    link.asked[1]?.settle(counts(2));

    expect(await done).toEqual(counts(2));
  });

  it("takes back what is refused", async () => {
    const outbox = new Outbox(() => {});
    const link = new Answering();
    outbox.up(link);
    const done = outbox.add(read("a"));

    link.asked[0]?.settle(new BelfryError("not_found", "There is none."));

    await expect(done).rejects.toMatchObject({ code: "not_found" });
    expect(outbox.waiting).toEqual([]);
  });

  it("does the same but once, whichever way it comes", async () => {
    const outbox = new Outbox(() => {});
    const link = new Answering();
    outbox.up(link);
    const item = read("a");

    const twice = [outbox.add(item), outbox.add({ ...item }, true)];
    link.asked[0]?.settle(counts(3));

    expect(await Promise.all(twice)).toEqual([counts(3), counts(3)]);
    expect(link.asked).toHaveLength(1);
  });

  it("refuses more than can wait", async () => {
    const outbox = new Outbox(() => {});
    for (let index = 0; index < 1_000; index += 1) {
      void outbox.add(read(`n${index}`));
    }

    await expect(outbox.add(read("one more"))).rejects.toMatchObject({ code: "too_many_waiting" });
    expect(outbox.waiting).toHaveLength(1_000);
  });

  it("does what concerns the same notification in its order, and the rest at once", async () => {
    const outbox = new Outbox(() => {});
    const link = new Answering();
    outbox.up(link);
    const all = performance({ kind: "readAll", ids: ["a", "b"] });
    const [a, b] = [read("a"), read("b")];
    const unreadA = performance({ kind: "unread", id: "a" });

    for (const each of [a, b, unreadA, all]) {
      void outbox.add(each);
    }
    const asked = () => link.asked.map(({ item }) => item.key);
    expect(asked()).toEqual([a.key, b.key]);
    link.asked[0]?.settle(counts(1));
    await settled();
    expect(asked()).toEqual([a.key, b.key, unreadA.key]);
    link.asked[2]?.settle(counts(2));
    await settled();
    expect(asked()).toHaveLength(3);
    link.asked[1]?.settle(counts(3));
    await settled();

    expect(asked()).toEqual([a.key, b.key, unreadA.key, all.key]);
  });

  it("knows what is done again, and does what waited elsewhere before its own", async () => {
    const outbox = new Outbox(() => {});
    const link = new Answering();
    const [old, own] = [read("a"), performance({ kind: "unread", id: "a" })];
    void outbox.add(own);
    outbox.adopt([old]);
    outbox.up(link);
    expect(link.asked.map(({ item }) => item.key)).toEqual([old.key]);
    link.asked[0]?.settle(counts(7));
    await settled();
    outbox.settled(applyInbox(emptyInbox, snapshot(7)), false);

    expect(await outbox.add({ ...old }, true)).toEqual(counts(7));
    expect(outbox.unconfirmed).toEqual([own]);
  });

  it("drops what was seen when the connection is lost, since more may have come by then", async () => {
    const outbox = new Outbox(() => {});
    outbox.up(new Answering());
    const done = outbox.add(performance({ kind: "seen" }));

    outbox.down();

    await expect(done).rejects.toMatchObject({ code: "offline" });
    expect(outbox.waiting).toEqual([]);
  });

  it("settles everything when it is closed", async () => {
    const outbox = new Outbox(() => {});
    const done = outbox.add(read("a"));

    outbox.close();

    await expect(done).rejects.toMatchObject({ code: "closed" });
    await expect(outbox.add(read("b"))).rejects.toMatchObject({ code: "closed" });
  });
});
