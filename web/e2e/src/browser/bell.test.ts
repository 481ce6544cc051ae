import assert from "node:assert/strict";
import { it } from "node:test";
import type { Page } from "playwright-core";
import { describeElements, type ElementPage } from "./element-page.js";
import { becomes, counts, gone, shown } from "./expect.js";
import { InboxView, Users } from "./inbox-view.js";

const PHONE = { viewport: { width: 390, height: 844 } };

describeElements("a bell and what it opens", (fixture) => {
  const { newUser, open, openPage, send } = new Users(fixture);

  /** A page whose own inbox is in the bell. */
  const openOwn = (user: string, profile = {}): Promise<ElementPage> =>
    fixture.open(
      `<belfry-bell token="${fixture.server.token(user)}">
        <belfry-inbox slot="inbox"></belfry-inbox>
      </belfry-bell>`,
      { profile },
    );

  it("an inbox of the page's own shows what is the user's, whoever that is by now", async () => {
    const [ann, ben] = [newUser(), newUser()];
    await send(ann, "For Ann");
    await send(ben, "For Ben");
    const opened = await openOwn(ann);
    const view = new InboxView(opened.page);
    await view.openPanel();
    await shown(view.item("For Ann"));
    await counts(opened.page.locator("belfry-inbox"), 1);

    await opened.page.evaluate(
      (token) => document.querySelector("belfry-bell")?.setAttribute("token", token),
      fixture.server.token(ben),
    );

    await shown(view.item("For Ben"));
    await gone(view.item("For Ann"));
    await opened.connected();
    await opened.page.evaluate(() =>
      document.querySelector("belfry-bell")?.removeAttribute("token"),
    );
    await gone(view.item("For Ben"));
  });

  it("an inbox of the page's own is closed by its button, and gives the focus back", async () => {
    const ann = newUser();
    await send(ann, "For Ann");
    const phone = new InboxView((await openOwn(ann, PHONE)).page);
    await phone.openPanel();
    await phone.panel.page().getByRole("button", { name: "Close" }).click();
    await gone(phone.panel);

    const desk = new InboxView((await openOwn(ann)).page);
    await desk.openPanel();
    await shown(desk.item("For Ann").and(desk.page.locator(":focus")));
    await desk.page.keyboard.press("Escape");
    await gone(desk.panel);
    await shown(desk.bell.and(desk.page.locator(":focus")));
  });

  it("opens upwards where there is no room below, as high as it would be", async () => {
    const { page } = await openPage(newUser(), {
      css: "belfry-bell { position: fixed; inset: auto auto 30px 200px }",
      profile: { viewport: { width: 1000, height: 800 } },
    });
    const view = new InboxView(page);
    for (let times = 0; times < 2; times += 1) {
      await view.openPanel();
      const [panel, bell] = [await boxOf(page, ".panel"), await boxOf(page, "button.bell")];
      assert.ok(panel.bottom <= bell.top, "it is above the bell");
      assert.equal(panel.height, 640);
      await view.bell.click();
      await gone(view.panel);
    }
  });

  for (const [screen, viewport, above] of [
    ["wide", { width: 1000, height: 700 }, 0],
    ["narrow", PHONE.viewport, 0],
    ["wide, below a banner,", { width: 1000, height: 700 }, 40],
  ] as const) {
    it(`is not covered by toasts, on a ${screen} screen`, async () => {
      const ann = newUser();
      const { page } = await openPage(ann, {
        css: `header { text-align: end; padding-top: ${above}px }`,
        profile: { viewport, reducedMotion: "reduce" },
      });
      const view = new InboxView(page);
      await send(ann, "Hello", { priority: "urgent" });
      await shown(page.locator(".toast"));

      const { y: toastTop = 0 } = (await page.locator(".toast").boundingBox()) ?? {};
      const { bottom } = await boxOf(page, "button.bell");
      assert.ok(toastTop >= bottom, `${toastTop} is below ${bottom}`);
      await view.openPanel();
    });
  }

  it("stays within the window when that changes", async () => {
    const { page } = await openPage(newUser(), {
      css: "header { text-align: end }",
      profile: { viewport: { width: 1300, height: 900 } },
    });
    const view = new InboxView(page);
    await view.openPanel();

    await page.setViewportSize({ width: 700, height: 400 });

    await page.waitForFunction(() => {
      const panel = document.querySelector("belfry-bell")?.shadowRoot?.querySelector(".panel");
      const box = panel?.getBoundingClientRect();
      return box && box.right <= innerWidth && box.bottom <= innerHeight;
    });
  });

  it("says all in the language of the page, or its own, as it changes", async () => {
    const ann = newUser();
    const view = await open(ann);
    await view.openPanel();
    await shown(view.tab("Unread"));

    await view.page.evaluate(() => {
      document.documentElement.lang = "de";
    });
    await shown(view.tab("Ungelesen"));
    await becomes(view.bell, "[aria-label^='Benachrichtigungen']");
    await send(ann, "Vorsicht", { priority: "high" });
    await becomes(view.page.locator(".toast .close"), "[aria-label*='schließen']");

    await view.page.evaluate(() =>
      document.querySelector("belfry-bell")?.setAttribute("lang", "ja"),
    );
    await shown(view.tab("未読"));
    await view.panel.getByRole("button", { name: "設定" }).click();
    await view.page.evaluate(() =>
      document.querySelector("belfry-bell")?.setAttribute("lang", "ar"),
    );
    await shown(view.panel.getByRole("heading", { name: "إيقاف مؤقت" }));
  });

  it("hands its language on where nobody else sees it: within an element of the page's", async () => {
    const view = await open(newUser());
    await view.page.evaluate(() => {
      const bell = document.querySelector("belfry-bell");
      if (bell !== null) {
        document.querySelector("main")?.attachShadow({ mode: "open" }).append(bell);
      }
    });
    await view.openPanel();
    await shown(view.tab("Unread"));

    await view.page.locator("belfry-bell").evaluate((bell) => bell.setAttribute("lang", "de"));

    await shown(view.tab("Ungelesen"));
  });

  it("is closed when it is moved or taken away, and opens again", async () => {
    const view = await open(newUser());
    await view.page.evaluate(() => {
      const bell = document.querySelector("belfry-bell");
      bell?.addEventListener("belfry-close", () => bell.toggleAttribute("data-told"));
    });
    await view.openPanel();

    await view.page.evaluate(() => {
      const bell = document.querySelector("belfry-bell");
      if (bell !== null) {
        document.querySelector("main")?.append(bell);
      }
    });

    await becomes(view.page.locator("belfry-bell"), "[data-told]:not([open])");
    await becomes(view.bell, "[aria-expanded='false']");
    await view.openPanel();
    await becomes(view.page.locator("belfry-bell"), "[open]");
  });

  it("lets a page style the inbox in it by its parts", async () => {
    const ann = newUser();
    await send(ann, "For Ann");
    const view = await open(ann, { css: "belfry-bell::part(item) { letter-spacing: 3px }" });
    await view.openPanel();

    const item = view.item("For Ann");
    assert.equal(await item.evaluate((each) => getComputedStyle(each).letterSpacing), "3px");
  });
});

/** Where something of the page's bell lies. */
async function boxOf(page: Page, selector: string): Promise<DOMRect> {
  return page.evaluate((selector) => {
    const root = document.querySelector("belfry-bell")?.shadowRoot;
    return root?.querySelector(selector)?.getBoundingClientRect() ?? new DOMRect();
  }, selector);
}
