import assert from "node:assert/strict";
import { after, afterEach, before, describe, it } from "node:test";
import { Listing, type Filter } from "@belfry/client";
import { Server } from "../harness/server.js";
import { Wire } from "../harness/wire.js";
import { LiveClient } from "./live-client.js";

const KEPT = 300;

describe("lists", () => {
  let server: Server;
  const open: { close(): unknown }[] = [];
  const stops: (() => void)[] = [];

  before(async () => {
    server = await Server.start("serve", { BELFRY_RETENTION_COUNT: String(KEPT) });
  });

  afterEach(async () => {
    stops.splice(0).forEach((stop) => stop());
    for (const each of open.splice(0).reverse()) {
      await each.close();
    }
  });

  after(() => server.dispose());

  async function connected(user: string, url = server.url): Promise<LiveClient> {
    const live = new LiveClient(server, user, { url });
    open.push(live.client);
    return live.connected();
  }

  /** A list that somebody looks at, and the titles in it. */
  function list(live: LiveClient, filter: Filter = {}) {
    const listing = new Listing(live.client, filter);
    stops.push(listing.subscribe(() => live.changed()));
    return {
      listing,
      titles: () => listing.state.notifications.map(({ title }) => title),
      shows: (...titles: readonly string[]) =>
        live.until(
          () =>
            !listing.state.loading &&
            JSON.stringify(listing.state.notifications.map(({ title }) => title)) ===
              JSON.stringify(titles),
          `a list of ${titles.join(", ")} instead of ${JSON.stringify(listing.state)}`,
        ),
    };
  }

  async function sendMany(user: string, count: number, rest: object = {}): Promise<void> {
    const notifications = Array.from({ length: count }, (_, index) => ({
      to: user,
      title: `No. ${index}`,
      ...rest,
    }));
    await server.call("POST", "/api/v1/notifications/batch", { notifications });
  }

  it("of what is unread follow what is read here and elsewhere, and what comes", async () => {
    const live = await connected("ann");
    const elsewhere = await connected("ann");
    const first = await server.send("ann", { title: "First" });
    const second = await server.send("ann", { title: "Second" });
    const unread = list(live, { unread: true });
    await unread.shows("Second", "First");

    void live.client.markRead(first.id);
    assert.deepEqual(unread.titles(), ["Second"]);

    await elsewhere.client.markRead(second.id);
    await unread.shows();
    await server.send("ann", { title: "Third" });
    await unread.shows("Third");
  });

  it("of what is archived hold what is archived, and lose what is taken back or deleted", async () => {
    const live = await connected("ben");
    const kept = await server.send("ben", { title: "Kept" });
    const gone = await server.send("ben", { title: "Gone" });
    const archived = list(live, { archived: true });
    const inbox = list(live);
    await archived.shows();

    await live.client.archive(kept.id);
    await live.client.archive(gone.id);
    await archived.shows("Gone", "Kept");
    assert.deepEqual(inbox.titles(), []);

    void live.client.delete(gone.id);
    assert.deepEqual(archived.titles(), ["Kept"]);
    await live.client.archive(kept.id, false);
    await archived.shows();
    await inbox.shows("Kept");
  });

  it("of a search find what the client does not have, and go on as the inbox does", async () => {
    await server.send("carla", { title: "Order 17 is on its way", type: "order" });
    await sendMany("carla", 150);
    const live = await connected("carla");
    assert.ok(!live.titles.includes("Order 17 is on its way"));

    const found = list(live, { q: "order" });
    await found.shows("Order 17 is on its way");
    const next = await server.send("carla", { title: "Order 18 is on its way" });
    await found.shows("Order 18 is on its way", "Order 17 is on its way");
    await live.client.delete(next.id);
    await found.shows("Order 17 is on its way");
  });

  it("load page after page, each notification once, while others come", async () => {
    await sendMany("dora", 200, { type: "like" });
    const live = await connected("dora");
    const likes = list(live, { type: ["like"] });
    await live.until(() => !likes.listing.state.loading, "the first page");
    assert.equal(likes.listing.state.more, true);

    while (likes.listing.state.more) {
      await Promise.all([
        likes.listing.loadMore(),
        server.send("dora", { title: "Another", type: "like" }),
        server.send("dora", { title: "Other", type: "comment" }),
      ]);
      await live.until(() => !likes.listing.state.loading, "the next page");
    }

    await live.settled();
    const truth = await server.inbox("dora");
    await live.until(() => (live.inbox.position?.seq ?? 0) >= truth.seq, "the last change");
    const ids = truth.notifications.filter(({ type }) => type === "like").map(({ id }) => id);
    assert.deepEqual(
      likes.listing.state.notifications.map(({ id }) => id),
      ids,
    );
  });

  it("say why they have nothing, and read it as soon as there is a connection", async () => {
    await server.send("eve", { title: "Comment", type: "comment" });
    const wire = await Wire.to(server.url);
    open.push(wire);
    const live = await connected("eve", wire.url);
    wire.cut();
    await live.until(() => live.client.state.status !== "connected", "the loss");

    const comments = list(live, { q: "comment" });
    assert.deepEqual(comments.titles(), []);
    wire.mend();

    await comments.shows("Comment");
    assert.equal(comments.listing.state.problem, undefined);
  });

  it("that cannot be asked for say so, and stay empty", async () => {
    const live = await connected("finn");
    const wrong = list(live, { q: "?!" });

    await live.until(() => wrong.listing.state.problem !== undefined, "the problem");

    assert.match(wrong.listing.state.problem?.message ?? "", /nothing to look for/);
    assert.equal(wrong.listing.state.loading, false);
  });

  it("at which nobody looks any more ask nothing", async () => {
    const live = await connected("gina");
    const search = list(live, { q: "something" });
    await search.shows();
    stops.splice(0).forEach((stop) => stop());

    const watched = list(live, { q: "something" });
    await watched.shows();

    await server.send("gina", { title: "Something" });
    await watched.shows("Something");

    assert.deepEqual(search.titles(), []);
  });
});
