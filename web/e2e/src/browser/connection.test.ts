import assert from "node:assert/strict";
import { it } from "node:test";
import { someone } from "../harness/fixture.js";
import { describeElements } from "./element-page.js";
import { gone, says } from "./expect.js";

describeElements("the connection of elements", (fixture) => {
  it("is by polling where nothing else gets through", async () => {
    const user = someone();
    const opened = await fixture.open(
      `<belfry-bell token="${fixture.server.token(user)}"></belfry-bell>`,
      {
        before: () => {
          globalThis.WebSocket = class extends WebSocket {
            constructor(address: string | URL) {
              super(new URL("/nowhere", address));
            }
          };
        },
      },
    );
    opened.forgive(/WebSocket connection to .*nowhere/);
    const { page } = opened;
    const badge = page.locator("belfry-bell .badge");

    await fixture.server.send(user, { title: "Hello" });
    await says(badge, "1");
    await page.evaluate(async () => {
      const { session } = document.querySelector("belfry-bell") as unknown as {
        readonly session: { markAllRead(): Promise<unknown> };
      };
      await session.markAllRead();
    });
    await gone(badge);
    assert.equal((await fixture.server.inbox(user)).unread, 0);
  });
});
