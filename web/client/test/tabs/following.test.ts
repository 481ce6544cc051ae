import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { Browser, type Tab } from "./browser.js";

/** Longer than a follower waits for an answer. */
const ANSWER_MS = 16_000;

let browser: Browser;

beforeEach(() => {
  browser = new Browser();
});

afterEach(() => browser.closeAll());

describe("what is done in a tab that follows", () => {
  it("shows in all at once, is done by the one that leads, and answered", async () => {
    const tabs = await browser.open(3);
    browser.server.send("a");
    browser.server.fallSilent();
    await browser.quiet();
    browser.server.cut();
    await browser.quiet();

    const done = tabs[1].do({ kind: "read", id: "a" });
    expect(tabs[1].unreadIds).toEqual([]);
    await browser.quiet();
    expect(tabs.map(({ unreadIds }) => unreadIds)).toEqual([[], [], []]);
    expect(browser.server.asked).toEqual([]);
    browser.server.speak();
    browser.server.mend();
    await browser.quiet();

    expect(await done).toEqual({ seq: 2, unread: 0, unseen: 0 });
    expect(browser.server.asked).toEqual([["markNotificationRead", "a"]]);
    expect(tabs.map(({ replica }) => replica.waiting)).toEqual([[], [], []]);
    expect(tabs.map(({ replica }) => replica.position?.seq)).toEqual([2, 2, 2]);
  });

  it("is repeated when the connection was lost before the answer, and done once", async () => {
    const tabs = await browser.open(3);
    browser.server.send("a");
    await browser.quiet();
    browser.server.fallSilent();
    const read = tabs[2].do({ kind: "read", id: "a" });
    const unread = tabs[2].do({ kind: "unread", id: "a" });
    await browser.quiet();
    expect(browser.server.asked).toEqual([["markNotificationRead", "a"]]);

    browser.server.cut();
    await browser.quiet();
    browser.server.speak();
    browser.server.mend();
    await browser.pass(ANSWER_MS);

    expect(await Promise.all([read, unread])).toMatchObject([{ unread: 0 }, { unread: 1 }]);
    expect(browser.server.asked.map(([name]) => name)).toEqual([
      "markNotificationRead",
      "markNotificationRead",
      "markNotificationUnread",
    ]);
    expect(tabs.map(({ unreadIds }) => unreadIds)).toEqual([["a"], ["a"], ["a"]]);
  });

  it("is asked for once when the answer takes longer than it waits for one", async () => {
    const [, follower] = await browser.open(2);
    browser.server.send("a");
    await browser.quiet();
    browser.server.fallSilent();
    const done = follower.do({ kind: "read", id: "a" });

    await browser.pass(ANSWER_MS);
    browser.server.speak();
    await browser.quiet();

    expect(await done).toMatchObject({ unread: 0 });
    expect(browser.server.asked).toHaveLength(1);
  });

  it.each<[string, (leader: Tab) => void]>([
    ["the connection is lost", () => browser.server.cut()],
    ["the tab that has it is gone", (leader) => leader.die()],
  ])("is not said later when %s: that something was seen", async (_, lose) => {
    const [leader, ...followers] = await browser.open(3);
    browser.server.send("a");
    browser.server.fallSilent();
    await browser.quiet();
    const offline = followers.map((tab) =>
      expect(tab.do({ kind: "seen" })).rejects.toMatchObject({ code: "offline" }),
    );
    await browser.quiet();

    lose(leader);
    await browser.quiet();
    browser.server.speak();
    browser.server.mend();
    await browser.pass(ANSWER_MS);

    await Promise.all(offline);
    expect(browser.server.asked).toEqual([["markSeen"], ["markSeen"]]);
    expect(followers.map(({ replica }) => replica.waiting)).toEqual([[], []]);
  });

  it("is refused there alone, and taken back in all", async () => {
    const tabs = await browser.open(3);
    browser.server.send("a");
    browser.server.cut();
    await browser.quiet();
    const refused = expect(tabs[1].do({ kind: "snooze", id: "a", until: 1 })).rejects.toMatchObject(
      { code: "invalid_request", details: { field: "until" } },
    );
    await browser.quiet();
    expect(tabs.map(({ ids }) => ids)).toEqual([[], [], []]);

    browser.server.mend();
    await browser.quiet();

    await refused;
    expect(tabs.map(({ refusals }) => refusals)).toEqual([[], ["invalid_request"], []]);
    expect(tabs.map(({ ids }) => ids)).toEqual([["a"], ["a"], ["a"]]);
  });

  it("is known to wait in all, once each", async () => {
    const tabs = await browser.open(3);
    browser.server.send("a");
    browser.server.cut();
    await browser.quiet();

    void tabs[0].do({ kind: "read", id: "a" });
    void tabs[1].do({ kind: "unread", id: "a" });
    await browser.quiet();

    const ahead = tabs.map(({ replica }) => replica.ahead.map(({ command }) => command.kind));
    expect(ahead).toEqual([
      ["read", "unread"],
      ["read", "unread"],
      ["read", "unread"],
    ]);
  });

  it("is answered where it asks for anything else, or says that there is no connection", async () => {
    const [leader, follower, another] = await browser.open(3);
    browser.server.send("a");
    await browser.quiet();

    const answers = await Promise.allSettled([
      follower.ask(["markNotificationRead", "a"]),
      another.ask(["markNotificationRead", "b"]),
    ]);
    expect(answers).toMatchObject([{ value: { unread: 0 } }, { reason: { code: "not_found" } }]);
    browser.server.cut();
    await browser.quiet();
    await expect(follower.ask(["markNotificationRead", "a"])).rejects.toMatchObject({
      name: "LinkLost",
    });
    leader.hang();
    const [joined] = await browser.open(1);
    await expect(joined.ask(["markNotificationRead", "a"])).rejects.toMatchObject({
      name: "LinkLost",
    });
  });

  it("may be asked for by objects that are watched for changes", async () => {
    const [leader, follower] = await browser.open(2);
    browser.server.send("a");
    await browser.quiet();
    const watched = new Proxy({ limit: 1 }, {});

    await follower.ask(["markNotificationRead", "a", watched]);
    await leader.ask(["markNotificationRead", "a", watched]);

    const plain = ["markNotificationRead", "a", { limit: 1 }];
    expect(browser.server.asked).toEqual([plain, plain]);
  });

  it("fails at once where it cannot travel, and leaves the connection as it is", async () => {
    const [, follower] = await browser.open(2);
    const refused = expect(follower.do({ kind: "read", id: (() => {}) as never })).rejects;

    await browser.pass(ANSWER_MS);
    await refused.toMatchObject({ name: "DataCloneError" });

    expect(follower.statuses).toEqual(["connected", "connected"]);
  });
});
