import assert from "node:assert/strict";
import { it } from "node:test";
import type { Notification } from "@belfry/client";
import { describeEachTransport, describeWithServer, someone } from "../harness/fixture.js";

const TYPES = "info success warning error message friend_request comment like system".split(" ");
const PRIORITIES = ["low", "normal", "high", "urgent"];
const KEPT_PER_USER = 100;

const titles = (notifications: unknown) =>
  (notifications as readonly Notification[]).map(({ title }) => title);

describeEachTransport("system C: a notification center", "serve", (fixture, transports) => {
  /** A tab that has heard its history and its count. */
  async function tabOf(user: string) {
    const { server, clients } = fixture;
    const tab = clients.open(server.url, { transports, auth: { token: server.token(user) } });
    await tab.connected();
    await tab.hears("notificationCount");
    return tab;
  }

  it("tells history and count on connect", async () => {
    const ann = someone();
    await fixture.server.send(ann, { title: "First" });
    await fixture.server.send(ann, { title: "Second" });

    const tab = await tabOf(ann);

    assert.deepEqual(
      tab.heard.map(({ event }) => event),
      ["notificationHistory", "notificationCount"],
    );
    assert.deepEqual(titles(await tab.latest("notificationHistory")), ["Second", "First"]);
    assert.equal(await tab.latest("notificationCount"), 2);
  });

  it("sends by its own call to every tab of the user, with the new count", async () => {
    const ann = someone();
    const tabs = await Promise.all([tabOf(ann), tabOf(ann)]);

    const response = await fixture.server.call("POST", "/api/send-notification", {
      userId: ann,
      title: "Build failed",
      message: "See the log",
      type: "error",
      data: { build: 7 },
    });
    const answer = (await response.json()) as { success: boolean; notification: Notification };

    assert.equal(response.status, 200);
    assert.equal(answer.success, true);
    assert.deepEqual(
      { ...answer.notification, id: "", seq: 0, timestamp: 0 },
      {
        id: "",
        seq: 0,
        type: "error",
        title: "Build failed",
        message: "See the log",
        priority: "normal",
        timestamp: 0,
        read: false,
        seen: false,
        data: { build: 7 },
      },
    );
    for (const tab of tabs) {
      assert.deepEqual(await tab.hears("notification"), [[answer.notification]]);
      assert.equal(await tab.latest("notificationCount", 2), 1);
    }
  });

  it("marks one read everywhere", async () => {
    const ann = someone();
    const { id } = await fixture.server.send(ann, { title: "One" });
    await fixture.server.send(ann, { title: "Two" });
    const [here, there] = [await tabOf(ann), await tabOf(ann)];

    const answer = (await here.ask("markNotificationRead", id)) as Record<string, unknown>;

    assert.deepEqual([answer["ok"], answer["unread"]], [true, 1]);
    for (const tab of [here, there]) {
      const changed = (await tab.latest("notificationUpdated")) as Notification;
      assert.deepEqual([changed.id, changed.read], [id, true]);
      assert.equal(await tab.latest("notificationCount", 2), 1);
    }
  });

  it("marks all read by the count, then the word", async () => {
    const ann = someone();
    await fixture.server.send(ann, { title: "One" });
    await fixture.server.send(ann, { title: "Two" });
    const [here, there] = [await tabOf(ann), await tabOf(ann)];

    here.socket.emit("markAllRead");

    for (const tab of [here, there]) {
      await tab.hears("allNotificationsRead");
      assert.deepEqual(
        tab.heard.slice(2).map(({ event, args }) => [event, ...args]),
        [["notificationCount", 0], ["allNotificationsRead"]],
      );
    }
    assert.deepEqual(await here.ask("getNotifications"), []);
  });

  it("gives unread or all notifications to a callback", async () => {
    const ann = someone();
    const { id } = await fixture.server.send(ann, { title: "Old" });
    await fixture.server.send(ann, { title: "New" });
    const tab = await tabOf(ann);
    await tab.ask("markNotificationRead", id);

    assert.deepEqual(titles(await tab.ask("getNotifications", false)), ["New"]);
    assert.deepEqual(titles(await tab.ask("getNotifications", true)), ["New", "Old"]);
  });

  it("deletes everywhere", async () => {
    const ann = someone();
    const { id } = await fixture.server.send(ann, { title: "Gone soon" });
    const [here, there] = [await tabOf(ann), await tabOf(ann)];

    await here.ask("deleteNotification", id);

    assert.deepEqual(await there.hears("notificationDeleted"), [[id]]);
    assert.equal(await there.latest("notificationCount", 2), 0);
    assert.deepEqual(await there.ask("getNotifications", true), []);
  });

  it("tells the history again after a reconnect", async () => {
    const ann = someone();
    const tab = await tabOf(ann);
    tab.socket.disconnect();
    await fixture.server.send(ann, { title: "While away" });

    tab.socket.connect();

    assert.deepEqual(titles(await tab.latest("notificationHistory", 2)), ["While away"]);
    assert.equal(await tab.latest("notificationCount", 2), 1);
    assert.deepEqual(tab.all("notification"), []);
  });
});

describeWithServer("system C: what is sent and kept", "serve", (fixture) => {
  it("knows all types and priorities", async () => {
    const { server } = fixture;
    const ann = someone();
    const sent = [
      ...(await Promise.all(TYPES.map((type) => server.send(ann, { title: "T", type })))),
      ...(await Promise.all(
        PRIORITIES.map((priority) => server.send(ann, { title: "P", priority })),
      )),
    ];

    assert.deepEqual(
      sent.map(({ type, priority }) => `${type} ${priority}`),
      [...TYPES.map((type) => `${type} normal`), ...PRIORITIES.map((each) => `info ${each}`)],
    );
  });

  it("takes a batch for several users", async () => {
    const { server } = fixture;
    const [ann, ben] = [someone(), someone()];

    const response = await server.call("POST", "/api/send-notification", [
      { userId: ann, notification: { title: "To Ann" } },
      { userId: ben, notification: { title: "To Ben" } },
    ]);

    assert.equal(response.status, 200);
    assert.equal(((await response.json()) as { success: boolean }).success, true);
    assert.deepEqual(titles((await server.inbox(ann)).notifications), ["To Ann"]);
    assert.deepEqual(titles((await server.inbox(ben)).notifications), ["To Ben"]);
  });

  it("keeps the last hundred of a user", async () => {
    const { server } = fixture;
    const ann = someone();
    for (let index = 1; index <= KEPT_PER_USER + 5; index += 1) {
      await server.send(ann, { title: `No. ${index}` });
    }

    const { notifications, unread } = await server.inbox(ann);

    assert.equal(notifications.length, KEPT_PER_USER);
    assert.equal(unread, KEPT_PER_USER);
    assert.equal(notifications[0]?.title, `No. ${KEPT_PER_USER + 5}`);
  });
});

describeEachTransport("system C: a development server", "dev", (fixture, transports) => {
  it("takes a bare user id in the handshake", async () => {
    const { server, clients } = fixture;
    const ann = someone();
    const tab = clients.open(server.url, { transports, auth: { userId: ann } });
    await tab.hears("notificationCount");

    const sent = await server.send(ann, { title: "Hello" });

    assert.deepEqual(await tab.hears("notification"), [[sent]]);
  });
});
