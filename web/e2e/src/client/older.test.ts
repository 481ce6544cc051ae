import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { Server } from "../harness/server.js";
import { LiveClient } from "./live-client.js";

const KEPT = 300;

describe("older notifications", () => {
  let server: Server;
  let live: LiveClient;

  before(async () => {
    server = await Server.start("serve", { BELFRY_RETENTION_COUNT: String(KEPT) });
    const notifications = Array.from({ length: KEPT }, (_, index) => ({
      to: "ann",
      title: `No. ${index}`,
    }));
    await server.call("POST", "/api/v1/notifications/batch", { notifications });
    live = await new LiveClient(server, "ann").connected();
  });

  after(async () => {
    await live.client.close();
    await server.dispose();
  });

  it("are added page by page, and stay right when others are added or go meanwhile", async () => {
    assert.equal(live.titles.length, 100);
    assert.equal(live.inbox.more, true);
    assert.equal(await live.client.loadOlder(60), true);
    assert.equal(live.titles.length, 160);

    const truth = await server.inbox("ann");
    const oldest = truth.notifications.at(-1);
    const [more] = await Promise.all([
      live.client.loadOlder(60),
      server.call("DELETE", `/api/v1/notifications/${oldest?.id}`),
      live.client.delete(live.inbox.notifications.keys().next().value ?? ""),
      server.send("ann", { title: "New" }),
    ]);

    assert.equal(more, true);
    while (await live.client.loadOlder()) {
      assert.ok(live.titles.length <= KEPT);
    }
    await live.assertEqualsServer();
    assert.equal(live.inbox.more, false);
    assert.equal(await live.client.loadOlder(), false);
  });
});
