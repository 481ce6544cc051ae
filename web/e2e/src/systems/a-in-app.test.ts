import assert from "node:assert/strict";
import { it } from "node:test";
import type { Notification } from "@belfry/client";
import type { Client } from "../harness/client.js";
import { describeEachTransport, describeWithServer, someone } from "../harness/fixture.js";

const titles = (notifications: readonly Notification[]) => notifications.map(({ title }) => title);

/** The unread notifications that answered `auth` or `init`, the latest time. */
async function unreadFrom(client: Client, event: string, times = 1): Promise<Notification[]> {
  const answer = (await client.latest(event, times)) as { userNotifications: Notification[] };
  return answer.userNotifications;
}

describeEachTransport("system A: in-app notifications", "serve", (fixture, transports) => {
  for (const [event, answer] of [
    ["auth", "authResponse"],
    ["init", "initResponse"],
  ] as const) {
    it(`answers ${event} with the unread notifications`, async () => {
      const { server, clients } = fixture;
      const ann = someone();
      await server.send(ann, { title: "First" });
      await server.send(ann, { title: "Second" });
      const app = await clients.open(server.url, { transports }).connected();

      app.socket.emit(event, { token: server.token(ann) });

      assert.deepEqual(titles(await unreadFrom(app, answer)), ["Second", "First"]);
    });
  }

  it("takes the bare token too", async () => {
    const { server, clients } = fixture;
    const app = await clients.open(server.url, { transports }).connected();

    app.socket.emit("auth", server.token(someone()));

    assert.deepEqual(await unreadFrom(app, "authResponse"), []);
  });

  it("tells a follow to the one who is followed, never to others", async () => {
    const { server, clients } = fixture;
    const [ann, ben] = [someone(), someone()];
    const [annsApp, bensApp] = await Promise.all(
      [ann, ben].map(async (user) => {
        const app = await clients.open(server.url, { transports }).connected();
        app.socket.emit("init", { token: server.token(user) });
        await app.hears("initResponse");
        return app;
      }),
    );
    assert.ok(annsApp && bensApp);

    const follow = await server.send(ben, { title: "Ann follows you", type: "friend_request" });
    const fence = await server.send(ann, { title: "Fence" });

    assert.deepEqual(await bensApp.latest("liveNotifications"), follow);
    assert.deepEqual(await annsApp.hears("liveNotifications"), [[fence]]);
    assert.equal(bensApp.all("liveNotifications").length, 1);
  });

  it("answers a wrong token by authError, and lets try again", async () => {
    const { server, clients } = fixture;
    const ann = someone();
    await server.send(ann, { title: "Secret" });
    const app = await clients.open(server.url, { transports }).connected();

    app.socket.emit("auth", { token: `${server.token(ann)}x` });
    const refusal = (await app.latest("authError")) as { code: string; message: string };

    assert.equal(refusal.code, "token_invalid");
    assert.equal(typeof refusal.message, "string");
    assert.deepEqual(
      app.heard.map(({ event }) => event),
      ["authError"],
    );
    app.socket.emit("auth", { token: server.token(ann) });
    assert.deepEqual(titles(await unreadFrom(app, "authResponse")), ["Secret"]);
  });

  it("misses nothing while the phone is away", async () => {
    const { server, clients } = fixture;
    const ann = someone();
    const app = clients.open(server.url, { transports });
    app.socket.on("connect", () => app.socket.emit("auth", { token: server.token(ann) }));
    await unreadFrom(app, "authResponse");
    const firstId = app.socket.id;

    app.socket.disconnect();
    await server.send(ann, { title: "While away" });
    app.socket.connect();

    assert.deepEqual(titles(await unreadFrom(app, "authResponse", 2)), ["While away"]);
    assert.notEqual(app.socket.id, firstId);
  });
});

describeWithServer("system A: a server that restarts", "serve", (fixture) => {
  it("knows its users and their notifications again", async () => {
    const { server, clients } = fixture;
    const ann = someone();
    const app = clients.open(server.url);
    app.socket.on("connect", () => app.socket.emit("auth", { token: server.token(ann) }));
    await unreadFrom(app, "authResponse");
    await server.send(ann, { title: "Before" });
    await app.hears("liveNotifications");

    await server.stop();
    await server.startAgain();

    assert.deepEqual(titles(await unreadFrom(app, "authResponse", 2)), ["Before"]);
    await server.send(ann, { title: "After" });
    const live = (await app.latest("liveNotifications", 2)) as Notification;
    assert.equal(live.title, "After");
  });
});
