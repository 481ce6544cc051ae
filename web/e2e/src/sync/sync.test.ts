import assert from "node:assert/strict";
import { it } from "node:test";
import { listed } from "@belfry/client";
import { describeEachTransport, describeWithServer, someone } from "../harness/fixture.js";
import { Choices } from "./random.js";
import { SyncClient } from "./sync-client.js";

const STEPS = 150;

describeEachTransport("a sync client", "serve", (fixture, transports) => {
  const clientOf = (user: string) =>
    new SyncClient(fixture.server, fixture.clients, user, transports).joined();

  it("starts with a snapshot and follows from there", async () => {
    const ann = someone();
    await fixture.server.send(ann, { title: "Before" });
    const client = await clientOf(ann);

    await fixture.server.send(ann, { title: "After" });

    await client.assertEqualsServer();
    assert.deepEqual(client.resets, [true, false]);
  });

  it("gets what it missed, and only that, when it comes back", async () => {
    const ann = someone();
    for (let index = 0; index < 20; index += 1) {
      await fixture.server.send(ann, { title: `Old ${index}` });
    }
    const client = await clientOf(ann);
    client.leave();
    await fixture.server.send(ann, { title: "Missed" });

    client.comeBack();

    await client.assertEqualsServer();
    assert.deepEqual(client.resets, [true, false]);
    assert.equal(client.inbox.notifications.size, 21);
  });

  it("shows in one tab what was done in the other", async () => {
    const ann = someone();
    const sent = [];
    for (const title of ["One", "Two", "Three", "Four"]) {
      sent.push(await fixture.server.send(ann, { title }));
    }
    const [here, there] = [await clientOf(ann), await clientOf(ann)];

    await here.ask("markNotificationRead", sent[0]?.id);
    await here.ask("deleteNotification", sent[1]?.id);
    await here.ask("archiveNotification", sent[2]?.id);
    await here.ask("markSeen");
    await there.assertEqualsServer();
    assert.deepEqual(
      listed(there.inbox).map(({ title, read }) => [title, read]),
      [
        ["Four", false],
        ["One", true],
      ],
    );
    await here.ask("markAllRead");

    await Promise.all([here.assertEqualsServer(), there.assertEqualsServer()]);
    assert.equal(there.inbox.unread, 0);
  });

  it("speaks of each notification once, however often the connection breaks", async () => {
    const ann = someone();
    const client = await clientOf(ann);
    const sent: string[] = [];
    for (let index = 0; index < 30; index += 1) {
      if (index % 7 === 3) {
        await client.client.until(() => client.client.socket.connected, "the connection");
        client.client.socket.io.engine.close();
      }
      sent.push((await fixture.server.send(ann, { title: `No. ${index}` })).id);
    }

    await client.assertEqualsServer();
    assert.deepEqual(
      sent.filter((id) => (client.toasts.get(id) ?? 0) > 1),
      [],
    );
  });
});

describeWithServer("many sync clients", "serve", (fixture) => {
  it("all equal the inbox after random doings and breaks", async (t) => {
    const { server, clients } = fixture;
    const choices = new Choices(Number(process.env["SEED"] ?? Date.now() % 1_000_000));
    t.diagnostic(`SEED=${choices.seed}`);
    const users = [someone(), someone()];
    const members = await Promise.all(
      [...users, ...users, ...users].map((user, at) =>
        new SyncClient(server, clients, user, [at % 2 === 0 ? "websocket" : "polling"]).joined(),
      ),
    );

    for (let step = 0; step < STEPS; step += 1) {
      await doSomething(choices, members);
    }

    for (const member of members) {
      member.comeBack();
      await member.assertEqualsServer();
    }
  });

  async function doSomething(choices: Choices, members: readonly SyncClient[]): Promise<void> {
    const member = choices.one(members);
    assert.ok(member);
    const id = choices.one([...member.inbox.notifications.keys()]);
    const doing = choices.below(12);
    if (doing < 5) {
      await fixture.server.send(member.user, { title: `Step ${doing}` });
    } else if (doing === 5) {
      member.leave();
    } else if (doing === 6) {
      member.comeBack();
    } else if (member.client.socket.connected) {
      await member.ask(...changeOf(doing, id));
    }
  }
});

describeWithServer("a server that is killed", "serve", (fixture) => {
  it("has kept every answered send, once, and so have the clients that come back", async () => {
    const { server, clients } = fixture;
    const ann = someone();
    const client = await new SyncClient(server, clients, ann, ["websocket"]).joined();
    const answered: string[] = [];
    const sender = async () => {
      for (let index = 0; index < 20; index += 1) {
        answered.push((await server.send(ann, { title: `No. ${index}` })).id);
      }
    };
    const senders = Promise.allSettled([sender(), sender(), sender(), sender()]);

    await client.client.until(() => client.inbox.notifications.size >= 10, "the first ten");
    await server.kill();
    await senders;
    await server.startAgain();

    await client.client.until(() => client.client.socket.connected, "the reconnection");
    await client.assertEqualsServer();
    const kept = (await server.inbox(ann)).notifications.map(({ id }) => id);
    assert.deepEqual(
      answered.filter((id) => !kept.includes(id)),
      [],
    );
    assert.equal(new Set(kept).size, kept.length);
  });
});

function changeOf(doing: number, id: string | undefined): [string, ...unknown[]] {
  switch (doing) {
    case 7:
      return ["markAllRead"];
    case 8:
      return ["markSeen"];
    case 9:
      return ["deleteNotification", id];
    case 10:
      return ["markNotificationUnread", id];
    default:
      return ["markNotificationRead", id];
  }
}
