import assert from "node:assert/strict";
import { it } from "node:test";
import { becomes, describeWorker } from "./fixture.js";

const CREATED_MS = 1_767_225_600_000;

describeWorker("what is pushed", (fixture) => {
  it("is shown with its text, its buttons and its icon", async () => {
    await fixture.push({
      notification: {
        id: "shown-1",
        seq: 7,
        title: "Order 5: accept it? 🎉",
        message: "<b>Ann</b> asks",
        priority: "urgent",
        timestamp: CREATED_MS,
        icon: "/demo/belfry.svg",
        actions: ["Accept", "Decline", "Later"].map((label) => ({ id: label, label })),
      },
    });

    await fixture.desktop.shows("Order 5: accept it? 🎉");
    assert.deepEqual(await fixture.shown("shown-1"), [
      {
        title: "Order 5: accept it? 🎉",
        body: "<b>Ann</b> asks",
        tag: "shown-1",
        icon: `${fixture.origin}/demo/belfry.svg`,
        // As many as Chromium takes.
        buttons: ["Accept", "Decline"],
        requireInteraction: true,
        renotify: false,
        silent: false,
        timestamp: CREATED_MS,
      },
    ]);
  });

  it("may be silent", async () => {
    await fixture.push({ notification: { id: "silent-1", title: "Psst" }, silent: true });

    await fixture.desktop.shows("Psst");
    assert.equal((await fixture.shown("silent-1"))[0]?.silent, true);
  });

  it("takes the place of what the card was, and speaks again when the card has grown", async () => {
    const card = (seq: number, count: number, title: string) =>
      fixture.push({ notification: { id: "card-1", seq, title, group: { count } } });
    await card(3, 1, "Ben likes it");
    await fixture.desktop.shows("Ben likes it");

    await card(4, 2, "Eve and 1 other like it");
    await fixture.desktop.shows("Eve and 1 other like it");
    assert.deepEqual(
      (await fixture.shown("card-1")).map(({ renotify }) => renotify),
      [true],
    );

    await card(5, 2, "Eve and Ben like it");
    await fixture.desktop.shows("Eve and Ben like it");
    assert.deepEqual(
      (await fixture.shown("card-1")).map(({ renotify }) => renotify),
      [false],
    );
  });

  it("makes no sound for a mere change of what was wiped away, but when that has grown", async () => {
    const card = async (seq: number, count: number) => {
      const title = `Order 5, ${seq}`;
      await fixture.push({ notification: { id: "wiped-1", seq, title, group: { count } } });
      await fixture.desktop.shows(title);
      const [shown] = await fixture.shown("wiped-1");
      fixture.desktop.dismiss(title);
      await becomes(() => fixture.shown("wiped-1"), []);
      return shown?.silent;
    };

    assert.equal(await card(3, 1), false);
    assert.equal(await card(4, 1), true);
    assert.equal(await card(5, 2), false);
  });

  it("is shown once, also when it comes twice, or late", async () => {
    const old = { notification: { id: "twice-1", seq: 3, title: "Old" } };
    const now = { notification: { id: "twice-1", seq: 4, title: "Now" } };
    await fixture.push(now);
    await fixture.desktop.shows("Now");
    await fixture.push(now);
    await fixture.push(old);
    fixture.desktop.dismiss("Now");
    await fixture.push(now);

    await fixture.push({ notification: { id: "twice-2", title: "Another" } });

    await fixture.desktop.shows("Another");
    assert.deepEqual(
      fixture.desktop.shown.map(({ title }) => title),
      ["Now", "Another"],
    );
  });

  it("closes what was read elsewhere, and nothing else", async () => {
    for (const id of ["read-1", "read-2", "read-3"]) {
      await fixture.push({ notification: { id, title: id } });
    }
    await fixture.desktop.shows("read-1", "read-2", "read-3");

    await fixture.push({ close: ["read-1", "read-3", "unknown"] });

    await fixture.desktop.shows("read-2");
  });

  it("puts the number of unread ones on the icon", async () => {
    await fixture.worker.run(() => {
      const scope = globalThis as unknown as { badges: number[]; navigator: Navigator };
      scope.badges = [];
      scope.navigator.setAppBadge = async (unread) => void scope.badges.push(unread ?? -1);
    });
    const badges = () =>
      fixture.worker.run(() => (globalThis as unknown as { badges: number[] }).badges);

    await fixture.push({ notification: { id: "badge-1", title: "One" }, unread: 4 });
    await fixture.desktop.shows("One");
    await fixture.push({ close: ["badge-1"], unread: 0 });
    await fixture.desktop.shows();

    assert.deepEqual(await badges(), [4, 0]);
  });

  for (const payload of [
    "",
    "{",
    "null",
    "7",
    "[]",
    '"text"',
    "{}",
    '{"notification":{"id":"x"}}',
  ]) {
    it(`says only that there is something when it is ${payload || "empty"}`, async () => {
      await fixture.push(payload);

      await fixture.desktop.shows("There is something new");
    });
  }
});
