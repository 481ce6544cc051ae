import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { applyInbox, emptyInbox } from "../../src/inbox.js";
import { notification, snapshot } from "../events.js";
import { Browser } from "./browser.js";

/** As long as it takes followers to find out that their leader hangs. */
const DEPOSED_MS = 15_000;

let browser: Browser;

beforeEach(() => {
  browser = new Browser();
});

afterEach(() => browser.closeAll());

describe("a tab that leads and hangs", () => {
  it.each([0, 3_600_000])(
    "is deposed, and what it says when it goes on is not heard; clock set back by %i ms",
    async (setBackMs) => {
      const tabs = await browser.open(3);
      const [first, second, third] = tabs;
      first.hang();
      browser.server.send("a");
      tabs.forEach(({ loop }) => loop.setBack(setBackMs));
      await browser.pass(DEPOSED_MS);
      expect(browser.server.connections).toBe(2);
      expect([second.ids, third.ids]).toEqual([["a"], ["a"]]);
      browser.server.tell("typing", 1);
      browser.server.cut();
      await browser.quiet();
      browser.server.mend();
      await browser.quiet();
      const before = [second, third].map(({ statuses }) => statuses.length);

      first.goOn();
      await browser.quiet();

      expect(tabs.filter(({ leads }) => leads)).toHaveLength(1);
      expect(first.leads).toBe(false);
      expect(browser.server.connections).toBe(1);
      expect([second, third].map(({ statuses }) => statuses.length)).toEqual(before);
      expect([second.transients, third.transients]).toEqual([[1], [1]]);
      browser.server.send("b");
      await browser.quiet();
      expect(tabs.map(({ ids, status }) => [ids, status])).toEqual(
        Array.from({ length: 3 }, () => [["b", "a"], "connected"]),
      );
    },
  );

  it("does not do what the one was asked for that leads since", async () => {
    const tabs = await browser.open(3);
    browser.server.send("a");
    await browser.quiet();
    tabs[0].hang();
    await browser.pass(DEPOSED_MS);
    const follower = tabs[1].leads ? tabs[2] : tabs[1];

    await follower.do({ kind: "read", id: "a" });
    tabs[0].goOn();
    await browser.quiet();

    expect(browser.server.asked).toHaveLength(1);
    expect(tabs.map(({ unreadIds }) => unreadIds)).toEqual([[], [], []]);
  });

  it("leads again when all others are gone", async () => {
    const [first, second] = await browser.open(2);
    first.hang();
    await browser.pass(DEPOSED_MS);
    first.goOn();
    await browser.quiet();
    expect(await browser.lockCounts()).toEqual({ held: 1, pending: 1 });

    second.close();
    await browser.quiet();

    expect([first.leads, first.status]).toEqual([true, "connected"]);
    expect(browser.server.connections).toBe(1);
  });

  it("does in the end what was done there", async () => {
    const [first, second] = await browser.open(2);
    browser.server.send("a");
    browser.server.cut();
    await browser.pass(2.5 * DEPOSED_MS);
    const done = first.do({ kind: "read", id: "a" });
    first.hang();
    browser.server.mend();
    await browser.pass(DEPOSED_MS);
    expect([second.leads, second.unreadIds]).toEqual([true, ["a"]]);

    first.goOn();
    await browser.quiet();

    expect(await done).toMatchObject({ unread: 0 });
    expect([first.unreadIds, second.unreadIds]).toEqual([[], []]);
  });

  it("is not deposed when it goes on within two seconds", async () => {
    const [first] = await browser.open(1);
    first.hang();
    const [joined] = await browser.open(1);
    await browser.pass(2_000);

    first.goOn();
    await browser.pass(DEPOSED_MS);

    expect([first.leads, joined.leads]).toEqual([true, false]);
    expect(joined.status).toBe("connected");
  });

  it("is not deposed when all slept, which time alone cannot tell from its silence", async () => {
    const [first] = await browser.open(1);
    first.hang();
    const [joined] = await browser.open(1);
    await browser.pass(2_000);
    joined.hang();
    await browser.pass(3_600_000);

    joined.goOn();
    await browser.quiet();
    first.goOn();
    await browser.pass(DEPOSED_MS);

    expect([first.leads, joined.leads]).toEqual([true, false]);
  });

  it("sets nobody back that stands further on than it", async () => {
    const [first, second] = await browser.open(2);
    browser.server.send("a");
    browser.server.send("b");
    await browser.quiet();
    first.hang();
    second.hang();
    const [behind] = await browser.open(1);
    const kept = snapshot(1, { upserts: [notification("a", 1)] });
    behind.replica.restore(applyInbox(emptyInbox, kept));
    browser.server.cut();
    await browser.pass(DEPOSED_MS);
    expect([behind.leads, behind.ids]).toEqual([true, ["a"]]);

    second.goOn();
    await browser.pass(DEPOSED_MS);

    expect([second.leads, second.ids]).toEqual([false, ["b", "a"]]);
    browser.server.send("c");
    browser.server.mend();
    await browser.quiet();
    expect([behind.ids, second.ids]).toEqual([
      ["c", "b", "a"],
      ["c", "b", "a"],
    ]);
  });
});
