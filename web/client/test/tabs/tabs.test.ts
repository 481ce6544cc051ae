import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { Browser } from "./browser.js";

let browser: Browser;

beforeEach(() => {
  browser = new Browser();
});

afterEach(() => browser.closeAll());

describe("tabs of one browser", () => {
  it("have one connection, which the first of them has", async () => {
    const tabs = await browser.open(3);

    browser.server.send("a");
    await browser.quiet();

    expect(tabs.map(({ leads }) => leads)).toEqual([true, false, false]);
    expect(browser.server.connections).toBe(1);
    expect(tabs.map(({ ids }) => ids)).toEqual([["a"], ["a"], ["a"]]);
    expect(tabs.map(({ spoken }) => spoken)).toEqual([["a"], ["a"], ["a"]]);
  });

  it("have what the others have as soon as they join, and speak of none of it", async () => {
    await browser.open(1);
    browser.server.send("a");
    browser.server.send("b");

    const [joined] = await browser.open(1);

    expect(joined.ids).toEqual(["b", "a"]);
    expect(joined.replica.position).toEqual({ epoch: "e1", seq: 2 });
    expect(joined.status).toBe("connected");
    expect(joined.spoken).toEqual([]);
    expect(browser.server.greeted).toEqual([null]);
  });

  it("show what waits in others as soon as they join", async () => {
    const [first] = await browser.open(1);
    browser.server.send("a");
    browser.server.cut();
    await browser.quiet();
    void first.do({ kind: "read", id: "a" });

    const [joined] = await browser.open(1);

    expect([joined.ids, joined.unreadIds]).toEqual([["a"], []]);
  });

  it("all hear of statuses and of what is not stored", async () => {
    const tabs = await browser.open(3);

    browser.server.tell("typing", 1);
    browser.server.cut();
    await browser.quiet();
    browser.server.mend();
    await browser.quiet();

    for (const { statuses, transients } of tabs) {
      expect(statuses.slice(-3)).toEqual(["connected", "reconnecting", "connected"]);
      expect(transients).toEqual([1]);
    }
  });

  it("have a connection of their own where they can share none", async () => {
    const [alone] = await browser.open(1, "channels");
    const [another] = await browser.open(1, "locks");

    browser.server.send("a");
    await browser.quiet();

    expect([alone.ids, another.ids]).toEqual([["a"], ["a"]]);
    expect([alone.leads, another.leads]).toEqual([true, true]);
    expect(browser.server.connections).toBe(2);
  });

  it("leave nothing behind when they are closed", async () => {
    const tabs = await browser.open(3);

    tabs[1].close();
    await browser.quiet();
    expect(await browser.lockCounts()).toEqual({ held: 1, pending: 1 });
    tabs.forEach((tab) => tab.close());
    await browser.quiet();

    expect(browser.server.connections).toBe(0);
    expect(await browser.lockCounts()).toEqual({ held: 0, pending: 0 });
    expect(tabs.map(({ loop }) => loop.nextDueMs)).toEqual([Infinity, Infinity, Infinity]);
  });
});

describe.each(["close", "die"] as const)("when the tab that leads comes to its end: %s", (end) => {
  it("the next one goes on from where it stands, and nothing is lost or twice", async () => {
    const tabs = await browser.open(3);
    const [first, second, third] = tabs;
    browser.server.send("a");
    await browser.quiet();

    first[end]();
    browser.server.send("b");
    await browser.quiet();
    browser.server.send("c");
    await browser.quiet();

    expect([second.leads, third.leads]).toEqual([true, false]);
    expect(browser.server.connections).toBe(1);
    expect(browser.server.greeted).toEqual([null, { epoch: "e1", seq: 1 }]);
    expect([second.ids, third.ids]).toEqual([
      ["c", "b", "a"],
      ["c", "b", "a"],
    ]);
    // A server says what to speak of while it happens: "b" came when nobody was there.
    expect([second.spoken, third.spoken]).toEqual([
      ["a", "c"],
      ["a", "c"],
    ]);
  });

  it("what was done in others and not confirmed still shows, and is asked for by the next", async () => {
    const [first, second, third] = await browser.open(3);
    browser.server.send("a");
    browser.server.send("b");
    browser.server.cut();
    await browser.quiet();
    const done = [second.do({ kind: "read", id: "a" }), third.do({ kind: "read", id: "b" })];
    await browser.quiet();

    first[end]();
    await browser.quiet();
    expect([second.unreadIds, third.unreadIds]).toEqual([[], []]);
    browser.server.mend();
    await browser.quiet();

    expect(await Promise.all(done)).toMatchObject([{ unread: 1 }, { unread: 0 }]);
    expect(browser.server.asked).toEqual([
      ["markNotificationRead", "a"],
      ["markNotificationRead", "b"],
    ]);
    expect([second.unreadIds, third.unreadIds]).toEqual([[], []]);
    expect([second.replica.waiting, third.replica.waiting]).toEqual([[], []]);
  });

  it("what waits in the next one still shows in the others", async () => {
    const [first, second, third] = await browser.open(3);
    browser.server.send("a");
    browser.server.cut();
    await browser.quiet();
    void second.do({ kind: "read", id: "a" });
    await browser.quiet();

    first[end]();
    await browser.quiet();

    expect([second.leads, second.unreadIds, third.unreadIds]).toEqual([true, [], []]);
  });
});
