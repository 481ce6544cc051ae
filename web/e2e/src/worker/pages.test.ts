import assert from "node:assert/strict";
import { it } from "node:test";
import type { Page } from "playwright-core";
import { someone } from "../harness/fixture.js";
import type { Server } from "../harness/server.js";
import { ELEMENT_PAGE, type ApplicationWindow } from "./application.js";
import { becomes, describeWorker } from "./fixture.js";

const INBOX = "/app/inbox";
const ORDER = "/app/orders/5";

describeWorker("pages with the user's inbox", (fixture) => {
  const send = async (user: string, more: object = {}) => {
    const { id } = await fixture.server.send(user, { title: "Order 5", ...more });
    return id;
  };
  const push = async (id: string, more: object = {}) => {
    const receipt = fixture.sink.address(`/${id}`);
    await fixture.push({ notification: { id, title: "Order 5", url: ORDER, ...more }, receipt });
    await fixture.desktop.shows("Order 5");
  };
  /** Opens the inbox, and waits until all of these are in it. */
  const open = (user: string, ...ids: readonly string[]) => openAt(INBOX, user, ids);
  const openAt = async (path: string, user: string, ids: readonly string[]) => {
    const page = await fixture.open(`${path}?token=${fixture.server.token(user)}`);
    await has(page, ids);
    return page;
  };
  const unread = async (user: string) => (await fixture.server.inbox(user)).unread;

  for (const change of ["markRead", "archive", "delete"] as const) {
    it(`close the OS notification of what the user does away with: ${change}`, async () => {
      const user = someone();
      const id = await send(user);
      await push(id);
      const page = await open(user, id);

      await page.evaluate(
        async ({ id, change }) => {
          await (globalThis as unknown as ApplicationWindow).client[change](id);
        },
        { id, change },
      );

      await fixture.desktop.shows();
      assert.deepEqual(fixture.sink.at(`/${id}`), []);
    });
  }

  it("close what is read on another device", async () => {
    const user = someone();
    const id = await send(user);
    await push(id);
    await open(user, id);

    await read(fixture.server, user, id);

    await fixture.desktop.shows();
  });

  it("close what was read while none was open", async () => {
    const user = someone();
    const id = await send(user);
    await push(id);
    await read(fixture.server, user, id);

    await open(user, id);

    await fixture.desktop.shows();
  });

  it("leave what they have not heard of yet", async () => {
    const user = someone();
    const page = await open(user);
    await push("not-yet-here");

    const id = await send(user);
    await has(page, [id]);
    await page.evaluate(async (id) => {
      await (globalThis as unknown as ApplicationWindow).client.markRead(id);
    }, id);

    await fixture.push({ notification: { id: "next", title: "Next" } });
    await fixture.desktop.shows("Order 5", "Next");
  });

  it("take a click: mark it read and go there in their own way", async () => {
    const user = someone();
    const id = await send(user);
    const page = await open(user, id);
    await page.evaluate(() => ((globalThis as unknown as ApplicationWindow).routes = true));
    await push(id);

    fixture.desktop.click("Order 5");

    await fixture.focuses(page.url());
    const went = () => (globalThis as unknown as ApplicationWindow).went;
    assert.deepEqual(await page.evaluate(went), [fixture.origin + ORDER]);
    await becomes(() => unread(user), 0);
    await fixture.sink.hears(`/${id}`, { event: "clicked" });
  });

  it("load the address where they have no way of their own", async () => {
    const user = someone();
    const id = await send(user);
    const page = await open(user, id);
    await push(id);

    fixture.desktop.click("Order 5");

    await page.waitForURL(fixture.origin + ORDER);
    await becomes(() => unread(user), 0);
  });

  it("that a click opens mark it read", async () => {
    const user = someone();
    const id = await send(user);
    await (await open(user, id)).close();
    await push(id);
    const opened = fixture.context.waitForEvent("page");

    fixture.desktop.click("Order 5");

    await (await opened).waitForURL(fixture.origin + ORDER);
    await becomes(() => unread(user), 0);
  });

  it("answer by a button, and the worker does not", async () => {
    const user = someone();
    const actions = [{ id: "accept", label: "Accept" }];
    const id = await send(user, { actions });
    const page = await open(user, id);
    await push(id, { actions });

    fixture.desktop.click("Order 5", "Accept");

    const outcome = async () => (await fixture.server.inbox(user)).notifications[0]?.outcome;
    await becomes(async () => (await outcome())?.action, "accept");
    assert.equal(new URL(page.url()).pathname, INBOX);
    await fixture.focuses();
    assert.deepEqual(fixture.sink.at(`/${id}`), []);
  });

  it("without a connection leave the answer to the worker", async () => {
    const user = someone();
    const actions = [{ id: "accept", label: "Accept" }];
    const id = await send(user, { actions });
    const page = await open(user, id);
    await page.evaluate(() => (globalThis as unknown as ApplicationWindow).client.close());
    await push(id, { actions });

    fixture.desktop.click("Order 5", "Accept");

    await fixture.sink.hears(`/${id}`, { event: "acted", action: "accept" });
  });

  it("with an element take a click: mark it read and say where it leads", async () => {
    const user = someone();
    const id = await send(user);
    const page = await openAt(ELEMENT_PAGE, user, [id]);
    await push(id);

    fixture.desktop.click("Order 5");

    await fixture.focuses(page.url());
    const went = () => (globalThis as unknown as ApplicationWindow).went;
    assert.deepEqual(await page.evaluate(went), [fixture.origin + ORDER]);
    await becomes(() => unread(user), 0);
  });

  it("with an element mark it read when a click opens them", async () => {
    const user = someone();
    const id = await send(user);
    await (await openAt(ELEMENT_PAGE, user, [id])).close();
    const url = `${ELEMENT_PAGE}/orders/5`;
    await push(id, { url });
    const opened = fixture.context.waitForEvent("page");

    fixture.desktop.click("Order 5");

    await (await opened).waitForURL(fixture.origin + url);
    await becomes(() => unread(user), 0);
  });

  it("with an element close what is deleted", async () => {
    const user = someone();
    const id = await send(user);
    await push(id);
    const page = await openAt(ELEMENT_PAGE, user, [id]);

    await page.evaluate(async (id) => {
      await (globalThis as unknown as ApplicationWindow).client.delete(id);
    }, id);

    await fixture.desktop.shows();
  });
});

/** Waits until a page is connected and has all of these. */
async function has(page: Page, ids: readonly string[]): Promise<void> {
  await page.waitForFunction((ids) => {
    const { client } = globalThis as unknown as Partial<ApplicationWindow>;
    return (
      client?.state.status === "connected" &&
      ids.every((id) => client.state.inbox.notifications.has(id))
    );
  }, ids);
}

/** Reads one as another device of the user does. */
async function read(server: Server, user: string, id: string): Promise<void> {
  const response = await fetch(`${server.url}/api/v1/me/notifications/${id}/read`, {
    method: "POST",
    headers: { Authorization: `Bearer ${server.token(user)}` },
  });
  assert.equal(response.status, 200);
}
