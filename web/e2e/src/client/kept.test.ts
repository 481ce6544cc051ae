import assert from "node:assert/strict";
import { it } from "node:test";
import { someone } from "../harness/fixture.js";
import { describeClient } from "./fixture.js";
import { MemoryCache } from "./memory-cache.js";

describeClient("what a client keeps", (fixture) => {
  const { send } = fixture;

  it("shows at once what it was when it was closed, and does then what waited", async () => {
    const ann = someone();
    const cache = new MemoryCache();
    const wire = await fixture.wire();
    await send(ann, "One", "Two");
    const first = await fixture.open(ann, { url: wire.url, user: ann, cache }).connected();
    wire.cut();
    await first.until(() => first.client.state.status === "reconnecting", "the cut");
    const waits = assert.rejects(first.client.markRead(first.idOf("One")), { code: "closed" });
    await first.client.close();
    await waits;

    const second = fixture.open(ann, { url: wire.url, user: ann, cache });
    await second.until(() => second.titles.length === 2, "what was kept");
    await second.until(() => second.unread.length === 1, "what waited");
    assert.deepEqual(second.unread, ["Two"]);
    assert.notEqual(second.client.state.status, "connected");
    await send(ann, "Three");
    wire.mend();

    await second.assertEqualsServer();
    assert.deepEqual(second.unread, ["Three", "Two"]);
  });

  it("is not kept when the user signs out", async () => {
    const ann = someone();
    const cache = new MemoryCache();
    await send(ann, "Secret");
    const live = await fixture.open(ann, { user: ann, cache }).connected();
    await live.client.close();
    assert.equal(cache.saved.size, 1);

    const again = await fixture.open(ann, { user: ann, cache }).connected();
    await again.client.close(true);

    assert.equal(cache.saved.size, 0);
  });

  it("is not kept by other tabs either when the user signs out in one", async () => {
    const [ann, ben] = [someone(), someone()];
    const cache = new MemoryCache();
    await send(ann, "Secret");
    const open = (user: string) => fixture.open(user, { user, cache }).connected();
    const [here, there, another] = [await open(ann), await open(ann), await open(ben)];
    // It may be done by then or not; either way it is something to save.
    there.client.markRead(there.idOf("Secret")).catch(() => {});

    await here.client.close(true);
    await there.until(() => there.client.state.status === "closed", "its end");

    assert.deepEqual([...cache.saved.keys()], []);
    assert.equal(cache.done.at(-1), "forget");
    await assert.rejects(there.client.markRead("any"), { code: "closed" });
    assert.equal(another.client.state.status, "connected");
    await another.client.close();
    assert.equal(cache.saved.size, 1);
    const again = await open(ann);
    await again.assertEqualsServer();
  });
});
