import assert from "node:assert/strict";
import { it } from "node:test";
import type { Page } from "playwright-core";
import { describeElements, type Opening } from "./element-page.js";
import { becomes, gone, shown } from "./expect.js";
import { InboxView, Users } from "./inbox-view.js";
import { swipe } from "./toasts-page.js";

const TEMPLATE = `<template slot="item"><p class="own">
  <a data-href="url"><strong data-text="title"></strong></a> by <i data-text="actor"></i>,
  <u data-text="data.order"></u>, <time data-text="age"></time>
</p></template>`;

describeElements("items that the page draws", (fixture) => {
  const { newUser, send } = new Users(fixture);

  async function open(user: string, content: string, opening: Opening = {}) {
    const opened = await fixture.open(
      `<main><h1>A page</h1>
        <belfry-inbox layout="page" token="${fixture.server.token(user)}">${content}</belfry-inbox>
      </main>`,
      { css: "body { margin: 0 } .own { margin: 0 }", ...opening },
    );
    const { page } = opened;
    await listenToNavigation(page);
    return { opened, page, view: new InboxView(page), own: page.locator("belfry-inbox p.own") };
  }

  it("have the width of the list, and the texts that a template asks for", async () => {
    const ann = newUser();
    await send(ann, "<b>Bold</b>", { data: { order: 17 }, actor: { name: "Ben" } });

    const { own } = await open(ann, TEMPLATE, {
      profile: { viewport: { width: 600, height: 400 } },
    });

    await shown(own);
    assert.match((await own.innerText()).trim(), /^<b>Bold<\/b> by Ben, 17, just now$/);
    const { width = 0 } = (await own.boundingBox()) ?? {};
    assert.ok(width > 500, `${width} pixels wide`);
  });

  it("of a template stay what they are while time goes by and things change", async () => {
    const ann = newUser();
    await send(ann, "Hello", { url: "/posts/5" });
    const { opened, page, own } = await open(ann, TEMPLATE, { clock: true });
    // No answers of the server come in time that a test makes pass.
    opened.forgive(/WebSocket is closed/);
    await opened.stopClock();
    await own.getByRole("link").focus();
    await own.evaluate((element) => element.setAttribute("data-same", ""));

    await page.clock.runFor(90_000);
    await shown(own.getByText("1 min. ago"));
    await page.keyboard.press("Enter");
    await becomes(page.locator("belfry-inbox article"), "[data-read='true']");

    assert.equal(await page.title(), `${fixture.server.url}/posts/5`);
    await becomes(own, "[data-same]");
    await shown(own.getByRole("link").and(page.locator(":focus")));
  });

  it("that are nodes of the page's own are not asked for as time goes by, others are", async () => {
    const ann = newUser();
    await send(ann, "Hello");
    const { opened, page, own } = await open(ann, "", { clock: true });
    // No answers of the server come in time that a test makes pass.
    opened.forgive(/WebSocket is closed/);
    await opened.stopClock();
    // It is asked again, too, whenever a notification is another one: once it was seen, for one.
    const draw = (kind: "node" | "text") =>
      page.evaluate((wanted) => {
        const counts = new Map<object, number>();
        Object.assign(document.querySelector("belfry-inbox") as object, {
          renderItem: (notification: { readonly title: string }) => {
            const count = (counts.get(notification) ?? 0) + 1;
            counts.set(notification, count);
            const text = `${notification.title}, drawn ${count} times`;
            const node = document.createElement("p");
            node.className = "own";
            node.textContent = text;
            return wanted === "node" ? node : text;
          },
        });
      }, kind);

    await draw("node");
    await shown(own.getByText("drawn 1 times"));
    await page.clock.runFor(90_000);
    await shown(own.getByText("drawn 1 times"));
    await draw("text");
    await shown(page.getByText("drawn 1 times"));
    await page.clock.runFor(31_000);
    await shown(page.getByText("drawn 2 times"));
  });

  it("are reached by the arrows, and their links by Tab once the keyboard is there", async () => {
    const ann = newUser();
    await send(ann, "Second", { url: "/2" });
    await send(ann, "First", { url: "/1" });
    const { page, view, own } = await open(ann, TEMPLATE);
    const focused = page.locator(":focus");

    await own.filter({ hasText: "First" }).getByRole("link").focus();
    await page.keyboard.press("ArrowDown");
    await shown(view.items.nth(1).and(focused));
    await page.keyboard.press("Tab");
    await shown(own.filter({ hasText: "Second" }).getByRole("link").and(focused));
    assert.equal(
      await own.filter({ hasText: "First" }).getByRole("link").getAttribute("tabindex"),
      "-1",
    );

    await page.keyboard.press("Shift+Tab");
    await page.keyboard.press("e");
    await gone(own.filter({ hasText: "Second" }));
    await shown(view.items.first().and(focused));
  });

  it("that are gone while the focus was in them leave it to their neighbour", async () => {
    const ann = newUser();
    const { id } = await send(ann, "Second", { url: "/2" });
    await send(ann, "First");
    const { page, view, own } = await open(ann, TEMPLATE);
    await own.getByRole("link").first().focus();

    await fixture.server.call("DELETE", `/api/v1/notifications/${id}`);

    await gone(own.filter({ hasText: "Second" }));
    await shown(view.items.first().and(page.locator(":focus")));
  });

  it("are swiped", async () => {
    const ann = newUser();
    await send(ann, "Hello");
    const { page, view, own } = await open(ann, TEMPLATE, {
      profile: { hasTouch: true, viewport: { width: 390, height: 600 } },
    });
    await shown(own);

    await swipe(page, own, 200);

    await becomes(view.items.first(), "[data-read='true']");
  });
});

/** Stays where it is, and has as its title where it would have been led. */
function listenToNavigation(page: Page): Promise<void> {
  return page.evaluate(() =>
    document.addEventListener("belfry-navigate", (event) => {
      event.preventDefault();
      document.title = (event as CustomEvent<{ readonly url: string }>).detail.url;
    }),
  );
}
