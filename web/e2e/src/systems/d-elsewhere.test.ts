import assert from "node:assert/strict";
import { it } from "node:test";
import { describeEachTransport, someone } from "../harness/fixture.js";

const EVENT = "incoming data";
const result = { file: "holiday.mov", frames: 1440, thumbnails: ["a.png", "b.png"] };

describeEachTransport("system D: work done elsewhere", "dev", (fixture, transports) => {
  /** A page that names its user in the address. */
  async function pageOf(user: string) {
    const { server, clients } = fixture;
    const page = clients.open(server.url, { transports, query: { id: user } });
    await page.connected();
    await page.hears("notificationCount");
    return page;
  }

  const finish = (user: string) =>
    fixture.server.call("POST", "/api/v1/events", { to: user, event: EVENT, data: result });

  it("hands the result to every page and device of the user, and to nobody else", async () => {
    const [ann, ben] = [someone(), someone()];
    const [laptop, phone, bens] = [await pageOf(ann), await pageOf(ann), await pageOf(ben)];

    const response = await finish(ann);
    await finish(ben);

    assert.deepEqual(await response.json(), { delivered: 2 });
    for (const page of [laptop, phone, bens]) {
      assert.deepEqual(await page.hears(EVENT), [[result]]);
    }
  });

  it("takes the event's name from a webhook's path too", async () => {
    const ann = someone();
    const page = await pageOf(ann);

    await fixture.server.call("POST", `/message/${encodeURIComponent(EVENT)}/${ann}`, result);

    assert.deepEqual(await page.hears(EVENT), [[result]]);
  });

  it("lets a page that leaves take only its own socket away", async () => {
    const ann = someone();
    const [leaving, staying] = [await pageOf(ann), await pageOf(ann)];

    leaving.close();
    let delivered = 0;
    for (let sent = 1; delivered !== 1; sent += 1) {
      ({ delivered } = (await (await finish(ann)).json()) as { delivered: number });
      await staying.hears(EVENT, sent);
    }

    assert.deepEqual(leaving.all(EVENT), []);
  });
});

describeEachTransport("system D: a server for everyone", "serve", (fixture, transports) => {
  it("takes the user from a token", async () => {
    const { server, clients } = fixture;
    const ann = someone();
    const headers = { Authorization: `Bearer ${server.token(ann)}` };
    const page = clients.open(server.url, { transports, headers });
    await page.hears("notificationCount");

    await server.call("POST", "/api/v1/events", { to: ann, event: EVENT, data: result });

    assert.deepEqual(await page.hears(EVENT), [[result]]);
  });

  it("does not believe a bare id", async () => {
    const { server, clients } = fixture;
    const ann = someone();
    const right = clients.open(server.url, { transports, auth: { token: server.token(ann) } });
    const wrong = clients.open(server.url, { transports, query: { id: ann } });
    await right.hears("notificationCount");
    await wrong.connected();

    const body = { to: ann, event: EVENT, data: result };
    const response = await server.call("POST", "/api/v1/events", body);

    assert.deepEqual(await response.json(), { delivered: 1 });
    await right.hears(EVENT);
    assert.deepEqual(wrong.heard, []);
  });
});
