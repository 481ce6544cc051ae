import assert from "node:assert/strict";
import { it } from "node:test";
import type { BelfryError } from "@belfry/client";
import { someone } from "../harness/fixture.js";
import { describeClient } from "./fixture.js";

describeClient("the client", (fixture) => {
  const { send } = fixture;

  it("needs nothing of a page", () => {
    for (const name of ["window", "document", "localStorage", "indexedDB"]) {
      assert.equal(name in globalThis, false, name);
    }
  });

  it("follows the inbox, and speaks of what is new", async () => {
    const ann = someone();
    await send(ann, "Before");
    const live = await fixture.open(ann).connected();

    await send(ann, "After");

    await live.until(() => live.toasts.size === 1, "the toast");
    assert.deepEqual(live.titles, ["After", "Before"]);
    await live.assertEqualsServer();
  });

  it("shows at once what the user does, and agrees with the server in the end", async () => {
    const ann = someone();
    await send(ann, "One", "Two", "Three", "Four", "Five");
    const live = await fixture.open(ann).connected();
    const { client } = live;

    const done = [
      client.markRead(live.idOf("One")),
      client.delete(live.idOf("Two")),
      client.archive(live.idOf("Three")),
      client.snooze(live.idOf("Four"), Date.now() + 3_600_000),
    ];

    assert.deepEqual(live.titles, ["Five", "One"]);
    assert.equal(live.inbox.unread, 1);
    await Promise.all(done);
    await live.assertEqualsServer();
    await client.markAllRead();
    assert.equal(live.inbox.unread, 0);
    await client.markUnread(live.idOf("One"));
    await client.archive(live.idOf("Three"), false);
    await client.snooze(live.idOf("Four"), null);
    await live.assertEqualsServer();
    assert.deepEqual(live.titles, ["Five", "Four", "Three", "One"]);
    assert.deepEqual(live.unread, ["Four", "Three", "One"]);
    await client.markSeen();
    await live.assertEqualsServer();
  });

  it("takes back what the server refuses, and says so", async () => {
    const ann = someone();
    await send(ann, "One");
    const live = await fixture.open(ann).connected();

    const refused = live.client.snooze(live.idOf("One"), 1_000);

    assert.deepEqual(live.titles, []);
    await assert.rejects(refused, { code: "invalid_request" });
    assert.deepEqual(live.titles, ["One"]);
    assert.deepEqual(
      live.refusals.map((problem) => (problem as BelfryError).code),
      ["invalid_request"],
    );
    await assert.rejects(live.client.markRead("00000000-0000-7000-8000-000000000000"), {
      code: "not_found",
    });
    await live.assertEqualsServer();
  });

  it("misses nothing and speaks of nothing twice while it is cut off", async () => {
    const ann = someone();
    const wire = await fixture.wire();
    const live = await fixture.open(ann, { url: wire.url }).connected();
    wire.cut();
    await live.until(() => live.client.state.status === "reconnecting", "the cut");

    const titles = Array.from({ length: 30 }, (_, index) => `No. ${index}`);
    await send(ann, ...titles);
    wire.mend();

    await live.assertEqualsServer();
    assert.deepEqual(live.titles, titles.toReversed());
    assert.deepEqual(
      [...live.toasts.values()].filter((times) => times > 1),
      [],
    );
  });

  it("says that it tries again from the first attempt that failed", async () => {
    const wire = await fixture.wire();
    wire.cut();
    const live = fixture.open(someone(), { url: wire.url });
    assert.equal(live.client.state.status, "connecting");

    await live.until(() => live.client.state.status === "reconnecting", "the first failure");
    wire.mend();
    await live.connected();
  });

  it("does later what is done without a connection, and no more than was meant", async () => {
    const ann = someone();
    await send(ann, "One", "Two", "Three");
    const wire = await fixture.wire();
    const live = await fixture.open(ann, { url: wire.url }).connected();
    wire.cut();
    await live.until(() => live.client.state.status === "reconnecting", "the cut");

    const done = [live.client.delete(live.idOf("One")), live.client.markAllRead()];
    assert.deepEqual(live.titles, ["Three", "Two"]);
    assert.deepEqual(live.unread, []);
    await assert.rejects(live.client.getNotifications(), { code: "offline" });
    await send(ann, "Since");
    // Gone by the time that it is asked for.
    await fixture.server.call("DELETE", `/api/v1/notifications/${live.idOf("Two")}`);
    wire.mend();

    await Promise.all(done);
    await live.assertEqualsServer();
    assert.deepEqual(live.unread, ["Since"]);
  });

  it("does again what a killed server may not have heard, once", async () => {
    const ann = someone();
    await send(ann, ...Array.from({ length: 20 }, (_, index) => `No. ${index}`));
    const live = await fixture.open(ann).connected();

    const done = live.titles.map((title) => live.client.markRead(live.idOf(title)));
    await fixture.server.kill();
    await fixture.server.startAgain();

    await Promise.all(done);
    await live.assertEqualsServer();
    assert.deepEqual(live.unread, []);
  });

  it("takes for done what it has deleted when the answer was lost", async () => {
    const ann = someone();
    await send(ann, "One", "Two");
    const wire = await fixture.wire();
    const live = await fixture.open(ann, { url: wire.url }).connected();
    const other = await fixture.open(ann).connected();

    wire.silenceServer();
    const done = live.client.delete(live.idOf("One"));
    await other.until(() => other.titles.length === 1, "the deletion");
    wire.cut();
    wire.mend();

    assert.equal((await done).unread, 1);
    assert.deepEqual(live.refusals, []);
    await live.assertEqualsServer();
  });

  it("notices a connection that went silent when it asks", async () => {
    const ann = someone();
    await send(ann, "One");
    const wire = await fixture.wire();
    const live = await fixture.open(ann, { url: wire.url }).connected();

    wire.silence();
    await send(ann, "Two");
    // As a page does when the device wakes.
    live.client.wake();

    await live.until(() => live.titles.length === 2, "what came meanwhile");
    assert.equal(wire.accepted >= 2, true);
    await live.assertEqualsServer();
  });

  it("replaces a token that ends, without an interruption", async () => {
    const ann = someone();
    const wire = await fixture.wire();
    // Within what clocks may differ by: whoever comes with it is dropped 2 s later.
    const ending = fixture.server.token(ann, { exp: Math.floor(Date.now() / 1_000) - 3 });
    const live = await fixture
      .open(ann, { url: wire.url, token: (renew) => (renew ? fixture.server.token(ann) : ending) })
      .connected();
    const other = await fixture.open(ann, { token: ending }).connected();

    await other.until(() => other.client.state.status !== "connected", "its end");
    await send(ann, "After");

    await live.until(() => live.titles.length === 1, "what was sent after it");
    assert.equal(wire.accepted, 1);
  });

  it("lets nobody else see what is the user's", async () => {
    const [ann, ben] = [someone(), someone()];
    const live = fixture.open(ann, { user: ann, token: () => fixture.server.token(ben) });

    await live.until(() => live.client.state.status === "refused", "the refusal");
    assert.equal(live.inbox.position, null);
  });

  it("asks again where it was given no token, and is not refused meanwhile", async () => {
    const ann = someone();
    const failures = [() => "<html>\n502 Bad Gateway\n</html>", () => assert.fail("no network")];
    const live = fixture.open(ann, {
      user: ann,
      token: () => failures.shift()?.() ?? fixture.server.token(ann),
    });
    const statuses = new Set<string>();
    live.client.subscribe(() => statuses.add(live.client.state.status));

    await live.connected();

    assert.deepEqual([...statuses], ["reconnecting", "connected"]);
    await live.assertEqualsServer();
  });

  it("asks for another token when one is refused", async () => {
    const ann = someone();
    const renewals: boolean[] = [];
    const live = fixture.open(ann, {
      token: (renew) => {
        renewals.push(renew);
        return renew ? fixture.server.token(ann) : fixture.server.token(ann, { exp: 1_000 });
      },
    });

    await live.connected();
    assert.equal(renewals.at(-1), true);
    assert.deepEqual(live.problems, []);
  });

  it("says why it has no connection", async () => {
    const ann = someone();
    const live = fixture.open(ann, { token: () => fixture.server.token(ann, { exp: 1_000 }) });

    await live.until(() => live.problems.length > 0, "the reason");

    assert.equal(live.client.state.status, "refused");
    assert.match(String(live.problems[0]), /expired/);
  });

  it("hears of preferences, of what was held back, and of what is not stored", async () => {
    const ann = someone();
    const live = await fixture.open(ann).connected();

    const view = await live.client.setDoNotDisturb(Date.now() + 3_600_000);
    assert.equal(typeof view.silentUntil, "number");
    await send(ann, "Held", "Held, too");
    await live.until(() => live.titles.length === 2, "both");
    assert.equal(live.toasts.size, 0);
    assert.equal(typeof live.inbox.preferences.doNotDisturbUntil, "number");
    await live.client.setDoNotDisturb(null);
    await live.until(() => live.recaps.length === 1, "the recap");
    await fixture.server.call("POST", "/api/v1/events", { to: ann, event: "typing", data: [1] });
    await live.until(() => live.transients.length === 1, "the event");

    assert.deepEqual(live.recaps, [2]);
    assert.deepEqual(live.transients, [{ name: "typing", data: [1] }]);
    await assert.rejects(live.client.setPreferences({ quietHours: 1 }), {
      code: "validation_failed",
    });
    assert.equal((await live.client.getPreferences()).timeZone, "UTC");
  });

  it("presses a button once, and shows who was first", async () => {
    const ann = someone();
    const actions = ["yes", "no"].map((id) => ({ id, label: id }));
    const { id } = await fixture.server.send(ann, { title: "Well?", actions });
    const [phone, desk] = [
      await fixture.open(ann).connected(),
      await fixture.open(ann).connected(),
    ];

    const presses = await Promise.allSettled([
      phone.client.act(id, "yes"),
      desk.client.act(id, "no"),
    ]);

    const lost = presses.filter((press) => press.status === "rejected");
    assert.deepEqual(
      lost.map(({ reason }) => [reason.code, reason.details.outcome.by]),
      [["already_answered", ann]],
    );
    await Promise.all([phone.assertEqualsServer(), desk.assertEqualsServer()]);
    const outcome = phone.inbox.notifications.get(id)?.outcome;
    assert.equal(outcome?.action, presses[0]?.status === "fulfilled" ? "yes" : "no");
  });
});
