import assert from "node:assert/strict";
import { it } from "node:test";
import { describeEachTransport, describeWithServer, someone } from "../harness/fixture.js";

const bid = { order: 7, vendor: "Carla", amount: 120 };

describeEachTransport("system B: real-time bidding", "serve", (fixture, transports) => {
  /** A browser whose user has said who they are. */
  async function browserOf(user: string) {
    const { server, clients } = fixture;
    const browser = await clients.open(server.url, { transports }).connected();
    browser.socket.emit("username", server.token(user));
    await browser.hears("notificationCount");
    return browser;
  }

  it("carries a JSON body to the user as the event of the path", async () => {
    const customer = someone();
    const browser = await browserOf(customer);

    const response = await fixture.server.call("POST", `/message/bid/${customer}`, bid);

    assert.equal(response.status, 200);
    assert.deepEqual(await browser.hears("bid"), [[bid]]);
  });

  it("carries a form as an object", async () => {
    const customer = someone();
    const browser = await browserOf(customer);
    const fields = { vendor: "Carla & Söhne", amount: "120" };

    const response = await fixture.server.callWithForm(`/message/bid/${customer}`, fields);

    assert.equal(response.status, 200);
    assert.deepEqual(await browser.hears("bid"), [[fields]]);
  });

  it("answers 404 while the user is not online, so that the caller can write a mail", async () => {
    const customer = someone();
    const path = `/message/bid/${customer}`;
    assert.equal((await fixture.server.call("POST", path, bid)).status, 404);

    const browser = await browserOf(customer);
    assert.equal((await fixture.server.call("POST", path, bid)).status, 200);

    browser.close();
    await assertOffline(() => fixture.server.call("POST", path, bid));
  });

  it("asks who it is again after each reconnect", async () => {
    const customer = someone();
    const browser = await browserOf(customer);
    browser.socket.disconnect();
    browser.socket.connect();
    await browser.connected();

    browser.socket.emit("username", fixture.server.token(customer));
    await browser.hears("notificationCount", 2);
    await fixture.server.call("POST", `/message/bid/${customer}`, bid);

    assert.deepEqual(await browser.hears("bid"), [[bid]]);
  });

  it("leads an order from the first bid to the confirmation", async () => {
    const { server } = fixture;
    const [customer, carla, dora] = [someone(), someone(), someone()];
    const browser = await browserOf(customer);
    const [carlas, doras] = [await browserOf(carla), await browserOf(dora)];

    await server.call("POST", `/message/bid/${customer}`, { vendor: carla, amount: 120 });
    await server.call("POST", `/message/bid/${customer}`, { vendor: dora, amount: 110 });
    await browser.hears("bid", 2);
    for (const vendor of [carla, dora]) {
      await server.call("POST", `/message/negotiate/${vendor}`, { best: 110 });
    }
    await Promise.all([carlas.hears("negotiate"), doras.hears("negotiate")]);
    await server.call("POST", `/message/confirm/${dora}`, { amount: 110 });
    await doras.hears("confirm");
    await server.call("POST", `/message/confirmed/${customer}`, { vendor: dora });

    assert.deepEqual(await browser.latest("confirmed"), { vendor: dora });
    assert.deepEqual(carlas.all("confirm"), []);
  });

  it("answers a wrong token by authError and lets it hear nothing", async () => {
    const { server, clients } = fixture;
    const customer = someone();
    const right = await browserOf(customer);
    const wrong = await clients.open(server.url, { transports }).connected();
    wrong.socket.emit("username", customer);
    await wrong.hears("authError");

    const response = await server.call("POST", `/message/bid/${customer}`, bid);

    assert.deepEqual(await response.json(), { delivered: 1 });
    await right.hears("bid");
    assert.deepEqual(
      wrong.heard.map(({ event }) => event),
      ["authError"],
    );
  });
});

describeWithServer("system B: its HTTP side", "serve", (fixture) => {
  it("has no page at the root", async () => {
    assert.equal((await fixture.server.call("GET", "/")).status, 404);
  });

  it("takes messages only from those who hold a key", async () => {
    const response = await fetch(`${fixture.server.url}/message/bid/${someone()}`, {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify(bid),
    });

    assert.equal(response.status, 401);
  });
});

describeEachTransport("system B: a development server", "dev", (fixture, transports) => {
  it("takes a plain name, and messages without a key", async () => {
    const { server, clients } = fixture;
    const customer = someone();
    const browser = await clients.open(server.url, { transports }).connected();
    browser.socket.emit("username", customer);
    await browser.hears("notificationCount");

    const response = await fetch(`${server.url}/message/bid/${customer}`, {
      method: "POST",
      body: new URLSearchParams({ amount: "120" }),
    });

    assert.equal(response.status, 200);
    assert.deepEqual(await browser.hears("bid"), [[{ amount: "120" }]]);
  });
});

/** A server learns of a closed socket a moment after it was closed. */
async function assertOffline(call: () => Promise<Response>): Promise<void> {
  const deadline = Date.now() + 5_000;
  let status = 0;
  while (status !== 404 && Date.now() < deadline) {
    ({ status } = await call());
  }
  assert.equal(status, 404);
}
