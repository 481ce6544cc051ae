import assert from "node:assert/strict";
import { it } from "node:test";
import type { Page } from "playwright-core";
import { describeElements } from "./element-page.js";
import { gone, says, shown } from "./expect.js";
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

  it("who signs out and in again sees what is there, in all elements", async () => {
    const ann = newUser();
    await send(ann, "For Ann");
    const token = fixture.server.token(ann);
    const opened = await fixture.open(
      `<belfry-bell token="${token}"></belfry-bell><belfry-inbox token="${token}"></belfry-inbox>
      <belfry-toasts></belfry-toasts>`,
    );
    const view = new InboxView(opened.page);
    await shown(view.item("For Ann"));

    await opened.page.evaluate(() =>
      document.querySelector<Bell>("belfry-bell")?.session.close(true),
    );
    await set(opened.page, "token", null);
    await set(opened.page, "token", token);

    await opened.connected();
    await says(view.badge, "1");
    await shown(view.item("For Ann"));
  });

  it("an application that knows nobody is asked again when somebody looks", async () => {
    const token = fixture.server.token(newUser());
    for (const status of [401, 403]) {
      const opened = await fixture.open("<belfry-bell></belfry-bell>", { connects: false });
      const { page } = opened;
      const view = new InboxView(page);
      let answer: { readonly status?: number; readonly body?: string } = { status };
      opened.forgive(/status of 40[13]/);
      await page.route("**/token", (route) => route.fulfill(answer));
      await set(page, "token-url", "/token");
      await view.openPanel();
      await shown(view.panel.getByText("You are signed out."));

      answer = { body: token };
      await page.evaluate(() =>
        document.dispatchEvent(new Event("visibilitychange", { bubbles: true })),
      );

      await opened.connected();
      await gone(view.panel.getByText("You are signed out."));
    }
  });
});

interface Bell extends Element {
  readonly session: { close(forget: boolean): Promise<void> };
}

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
