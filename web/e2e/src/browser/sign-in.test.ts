import assert from "node:assert/strict";
import { it } from "node:test";
import type { Page } from "playwright-core";
import { describeElements } from "./element-page.js";
import { gone, says } from "./expect.js";
import { InboxView, Users } from "./inbox-view.js";

describeElements("who is signed in to a bell", (fixture) => {
  const { newUser, openPage, send } = new Users(fixture);

  it("nobody is once the token is taken away", async () => {
    const ann = newUser();
    await send(ann, "For Ann");
    const opened = await openPage(ann);
    const view = new InboxView(opened.page);
    for (const nothing of [null, ""]) {
      await says(view.badge, "1");
      await opened.connected();

      await set(view.page, "token", nothing);

      await gone(view.badge);
      await set(view.page, "token", fixture.server.token(ann));
    }
    await says(view.badge, "1");
    await opened.connected();
  });

  it("nobody is once the address of tokens is taken away, and none is asked", async () => {
    const ann = newUser();
    await send(ann, "For Ann");
    const { page } = await fixture.open("<belfry-bell></belfry-bell>", { connects: false });
    await page.route("**/token", (route) => route.fulfill({ body: fixture.server.token(ann) }));
    await set(page, "token-url", "/token");
    const view = new InboxView(page);
    await says(view.badge, "1");
    const asked: string[] = [];
    page.on("request", (request) => asked.push(request.url()));

    await set(page, "token-url", null);

    await gone(view.badge);
    await view.openPanel();
    assert.deepEqual(asked, []);
  });
});

/** Gives the page's bell an attribute, or takes it away. */
async function set(page: Page, name: string, value: string | null): Promise<void> {
  await page.evaluate(
    ([name, value]) => {
      const bell = document.querySelector("belfry-bell");
      if (value === null) {
        bell?.removeAttribute(name);
      } else {
        bell?.setAttribute(name, value);
      }
    },
    [name, value] as const,
  );
}
