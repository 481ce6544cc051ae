import assert from "node:assert/strict";
import { it } from "node:test";
import { describeEachTransport, someone } from "../harness/fixture.js";

const SENDS = 40;

describeEachTransport("a notification", "serve", (fixture, transports) => {
  /** A classic client that has heard its first count. */
  async function clientOf(user: string) {
    const { server, clients } = fixture;
    const client = clients.open(server.url, { transports, auth: { token: server.token(user) } });
    await client.connected();
    await client.hears("notificationCount");
    return client;
  }

  it("reaches both sockets of its user once each, in order, and no other user", async () => {
    const { server } = fixture;
    const [ann, ben] = [someone(), someone()];
    const [first, second, other] = [await clientOf(ann), await clientOf(ann), await clientOf(ben)];

    for (let index = 1; index <= SENDS; index += 1) {
      await server.send(ann, { title: `No. ${index}` });
    }
    await server.send(ann, { title: "Fence" });
    await server.send(ben, { title: "Fence" });

    const expected = [...Array.from({ length: SENDS }, (_, at) => `No. ${at + 1}`), "Fence"];
    for (const client of [first, second]) {
      const heard = await client.hears("notification", SENDS + 1);
      assert.deepEqual(titlesOf(heard), expected);
      assert.equal(await client.latest("notificationCount", SENDS + 2), SENDS + 1);
    }
    assert.deepEqual(titlesOf(await other.hears("notification")), ["Fence"]);
  });

  it("reaches everyone of a list", async () => {
    const { server } = fixture;
    const [ann, ben] = [someone(), someone()];
    const both = [await clientOf(ann), await clientOf(ben)];

    const body = { to: [ann, ben], title: "To both" };
    const response = await server.call("POST", "/api/v1/notifications", body);

    assert.equal(response.status, 202);
    for (const client of both) {
      assert.deepEqual(titlesOf(await client.hears("notification")), ["To both"]);
    }
  });

  for (const [what, code, tokenOf] of [
    ["another secret's", "token_invalid", (ann: string) => `${fixture.server.token(ann)}x`],
    ["an expired", "token_expired", (ann: string) => fixture.server.token(ann, { exp: 1_000 })],
    ["a nameless", "token_subject_missing", () => fixture.server.token("", { sub: undefined })],
  ] as const) {
    it(`is never heard with ${what} token`, async () => {
      const { server, clients } = fixture;
      const ann = someone();
      await server.send(ann, { title: "Secret" });
      const right = await clientOf(ann);
      const wrong = clients.open(server.url, { transports, auth: { token: tokenOf(ann) } });
      await wrong.until(() => wrong.refusal !== undefined, "connect_error");

      await server.send(ann, { title: "Another secret" });
      await right.hears("notification");

      assert.equal(wrong.refusal?.data?.code, code);
      assert.equal(wrong.socket.connected, false);
      assert.deepEqual(wrong.heard, []);
    });
  }

  it("of someone else cannot be told from one that is not there", async () => {
    const { server } = fixture;
    const [ann, ben] = [someone(), someone()];
    const { id } = await server.send(ann, { title: "Ann’s own" });
    const bens = await clientOf(ben);

    for (const event of ["markNotificationRead", "deleteNotification", "archiveNotification"]) {
      const answer = (await bens.ask(event, id)) as { error?: { code: string } };
      assert.equal(answer.error?.code, "not_found");
    }
    const { unread, notifications } = await server.inbox(ann);
    assert.deepEqual([unread, notifications.length], [1, 1]);
  });
});

function titlesOf(heard: readonly (readonly unknown[])[]): unknown[] {
  return heard.map(([notification]) => (notification as { title: string }).title);
}
