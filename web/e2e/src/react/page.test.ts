import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import type { Browser, Page, WebSocket } from "playwright-core";
import { launchChromium } from "../browser/chromium.js";
import { becomes, counts, gone, says, shown } from "../browser/expect.js";
import { someone } from "../harness/fixture.js";
import { Server } from "../harness/server.js";
import { BuiltPage } from "./built-page.js";

const WITHIN_MS = 10_000;

describe("an application with the bell and hooks", () => {
  let server: Server;
  let built: BuiltPage;
  let browser: Browser;
  before(async () => {
    [server, built, browser] = await Promise.all([
      Server.start("dev"),
      BuiltPage.serve(),
      launchChromium(),
    ]);
  });
  after(async () => {
    await browser.close();
    await Promise.all([built.close(), server.dispose()]);
  });

  /** Opens the page as whoever is first, and calls `test` with it; it must not complain. */
  async function onPage(
    users: readonly string[],
    test: (page: Page, sockets: readonly WebSocket[]) => Promise<void>,
    rest: Readonly<Record<string, string>> = {},
  ) {
    const page = await browser.newPage();
    const sockets: WebSocket[] = [];
    page.on("websocket", (socket) => sockets.push(socket));
    const problems: string[] = [];
    page.on("pageerror", (error) => problems.push(error.message));
    page.on("console", (line) => {
      if (line.type() === "error" || line.type() === "warning") {
        problems.push(line.text());
      }
    });
    const tokens = users.map((user) => [user, server.token(user)]);
    const parameters = new URLSearchParams([
      ["server", server.url],
      ...Object.entries(rest),
      ...tokens,
    ]);
    try {
      await page.goto(`${built.url}?${parameters}`);
      await test(page, sockets);
      assert.deepEqual(problems, []);
    } finally {
      await page.close();
    }
  }

  it("has one connection for both, and both show the same", async () => {
    const ann = someone();
    await server.send(ann, { title: "Before" });
    await onPage([ann], async (page, sockets) => {
      const badge = page.locator("belfry-bell .badge");
      await says(page.locator("#status"), "connected");
      await says(badge, "1");

      await server.send(ann, { title: "After" });

      await says(badge, "2");
      await says(page.locator("#unread"), "2");
      await counts(page.locator("#list button"), 2);
      assert.equal(sockets.length, 1);

      await page.getByRole("button", { name: "Before" }).click();
      await gone(page.getByRole("button", { name: "Before" }));
      await says(badge, "1");
      await says(page.locator("#unread"), "1");
    });
  });

  it("hears what happens in the inbox of the bell, and goes where a notification leads", async () => {
    const ann = someone();
    await server.send(ann, { title: "Order 5", url: "/orders/5" });
    await onPage([ann], async (page) => {
      const bell = page.locator("belfry-bell button.bell");
      await bell.click();
      await becomes(bell, '[aria-expanded="true"]');
      await says(page.locator("#heard"), "open");
      await page.locator("belfry-bell .item", { hasText: "Order 5" }).click();
      await becomes(bell, '[aria-expanded="false"]');
      await says(page.locator("#heard"), `open ${new URL("/orders/5", built.url)} close`);
    });
  });

  it("shows the inbox of an element's own user, and of the provider's in all others", async () => {
    const [ann, guest] = [someone(), someone()];
    await server.send(ann, { title: "Ann's" });
    await server.send(guest, { title: "One" });
    await server.send(guest, { title: "Two" });
    const test = async (page: Page) => {
      await says(page.locator("belfry-bell:not(#guest) .badge"), "1");
      await says(page.locator("#guest .badge"), "2");
      await becomes(page.locator("#guest button.bell"), '[aria-expanded="false"]');
    };
    await onPage([ann], test, { guest: server.token(guest) });
  });

  it("sets properties of each element, and hears it", async () => {
    const ann = someone();
    await server.send(ann, { title: "Before" });
    const test = async (page: Page) => {
      await shown(page.locator('belfry-inbox.mine[layout="page"][tab="unread"] .item'));
      await shown(page.locator("belfry-preferences[embedded] .pause"));

      await server.send(ann, { title: "After" });

      const toast = page.locator("belfry-toasts .toast", { hasText: "After" });
      await shown(toast);
      const box = await toast.boundingBox();
      assert.ok(box !== null && box.x < 100 && box.y > 100, JSON.stringify(box));
      await page.locator("belfry-preferences .pause .choices button").first().click();
      await says(page.locator("#heard"), "belfry-preferences number");
    };
    await onPage([ann], test, { all: "" });
  });

  it("shows another user's inbox after a change of users, and lets go when nobody is left", async () => {
    const [ann, bob] = [someone(), someone()];
    await server.send(ann, { title: "Ann's" });
    await server.send(bob, { title: "Bob's" });
    await onPage([ann, bob], async (page, sockets) => {
      await shown(page.getByRole("button", { name: "Ann's" }));

      await page.getByRole("button", { name: bob }).click();

      await shown(page.getByRole("button", { name: "Bob's" }));
      await gone(page.getByRole("button", { name: "Ann's" }));
      await page.getByRole("button", { name: "Nobody" }).click();
      await gone(page.locator("#status"));
      assert.equal(sockets.length, 2);
      for (const socket of sockets) {
        await (socket.isClosed() || socket.waitForEvent("close", { timeout: WITHIN_MS }));
      }
    });
  });
});
