import assert from "node:assert/strict";
import { it } from "node:test";
import { becomes, gone, says, shown } from "./expect.js";
import { describeInBrowser } from "./fixture.js";

/** So many tabs of Ann's. */
const anns = (count: number) => Array.from({ length: count }, () => "?user=ann");

describeInBrowser("tabs of one browser", (fixture) => {
  const send = (title: string) => fixture.send("ann", title);

  it("have one connection together, and each shows everything", async () => {
    const tabs = await fixture.openTogether(anns(10));

    await send("One");

    for (const tab of tabs) {
      await shown(tab.window("ann").item("One"));
      await says(tab.window("ann").badge, "1");
    }
    assert.equal(await fixture.connections(), 1);
    await tabs[7]?.window("ann").markRead("One");
    for (const tab of tabs) {
      await gone(tab.window("ann").badge);
    }
  });

  it("go on when the one that has the connection is closed", async (t) => {
    const tabs = await fixture.openTogether(anns(3));
    const [leader, ...others] = tabs;
    await leader?.page.close();

    const sentAt = Date.now();
    await send("After");

    for (const tab of others) {
      await shown(tab.window("ann").item("After"));
    }
    t.diagnostic(`shown ${Date.now() - sentAt} ms after it was sent`);
    assert.equal(await fixture.connections(), 1);
  });

  it("act through the one that has the connection also after that was lost", async () => {
    const [leader, follower] = await fixture.openTogether(anns(2));
    assert.ok(leader && follower);
    await send("One");
    await shown(follower.window("ann").item("One"));

    await leader.setOffline(true);
    follower.forgive();
    await becomes(follower.window("ann").root, ':not([data-status="connected"])');
    await leader.setOffline(false);
    await becomes(follower.window("ann").root, '[data-status="connected"]');
    await follower.window("ann").markRead("One");

    await gone(leader.window("ann").badge);
    await gone(follower.window("ann").badge);
    assert.equal(await fixture.unread("ann"), 0);
  });

  it("depose the one that has the connection when it hangs, and take it back in", async () => {
    const [leader, other] = await fixture.openTogether(anns(2));
    assert.ok(leader && other);
    const hanging = leader.page.evaluate(() => {
      const end = Date.now() + 9_000;
      while (Date.now() < end) {
        // Hangs.
      }
    });
    // As when somebody comes back to the tab; it would ask by itself within ten seconds.
    await other.page.evaluate(() => window.dispatchEvent(new Event("online")));

    await send("Meanwhile");

    await shown(other.window("ann").item("Meanwhile"));
    await hanging;
    await shown(leader.window("ann").item("Meanwhile"));
    await send("Together");
    await shown(leader.window("ann").item("Together"));
    await shown(other.window("ann").item("Together"));
  });

  it("show after a reload what was there, before the server says it again", async () => {
    const [tab] = await fixture.openTogether(anns(1));
    assert.ok(tab);
    await send("Kept");
    await shown(tab.window("ann").item("Kept"));
    const deadline = Date.now() + 10_000;
    while ((await tab.page.evaluate(kept)).notifications === 0) {
      assert.ok(Date.now() < deadline, "it is not kept");
    }
    // A server that accepts the connection and says nothing.
    await tab.page.routeWebSocket(/socket\.io/, () => {});

    await tab.page.reload();

    await shown(tab.window("ann").item("Kept"));
    assert.equal(await tab.window("ann").root.getAttribute("data-status"), "connecting");
  });

  it("keep what waits in each where they cannot share a connection", async () => {
    const [one, other] = await fixture.openTogether(anns(2), withoutLocks);
    assert.ok(one && other);
    assert.equal(await fixture.connections(), 2);
    const tabs = new Map([
      ["One", one],
      ["Two", other],
    ]);
    for (const [title, tab] of tabs) {
      await send(title);
      await shown(tab.window("ann").item(title));
      tab.forgive();
    }
    await one.setOffline(true);
    for (const [title, tab] of tabs) {
      const { root } = tab.window("ann");
      await becomes(root, ':not([data-status="connected"])');
      await tab.window("ann").markRead(title);
    }
    const deadline = Date.now() + 10_000;
    while ((await one.page.evaluate(kept)).waiting < 2) {
      assert.ok(Date.now() < deadline, "not all that waits is kept");
    }

    await one.page.close();
    await other.page.close();
    await one.setOffline(false);
    const later = await fixture.openBeside(one, "?user=ann");

    await gone(later.window("ann").badge);
    assert.equal(await fixture.unread("ann"), 0);
  });
});

function withoutLocks(): void {
  Object.defineProperty(Navigator.prototype, "locks", { get: () => undefined });
}

/** How much the browser's database holds. */
async function kept(): Promise<{ readonly notifications: number; readonly waiting: number }> {
  const answer = <T>(request: IDBRequest<T>) =>
    new Promise<T>((resolve, reject) => {
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
    });
  const database = await answer(indexedDB.open("belfry"));
  const store = database.transaction("inboxes").objectStore("inboxes");
  const [saved]: readonly Record<"notifications" | "waiting", readonly unknown[]>[] = await answer(
    store.getAll(),
  );
  database.close();
  return {
    notifications: saved?.notifications.length ?? 0,
    waiting: saved?.waiting.length ?? 0,
  };
}
