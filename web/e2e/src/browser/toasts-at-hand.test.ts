import assert from "node:assert/strict";
import { it } from "node:test";
import { someone } from "../harness/fixture.js";
import { describeElements } from "./element-page.js";
import { becomes, counts, gone, shown } from "./expect.js";
import { hide, openToasts, swipe } from "./toasts-page.js";

describeElements("the time, the keys and the pointer of toasts", (fixture) => {
  /** Opens a page whose time passes as the test says. */
  async function openStopped(user: string) {
    const opened = await openToasts(fixture, user, { clock: true });
    await opened.tab.stopClock();
    return opened;
  }
  const send = (to: string, title: string, fields: Readonly<Record<string, unknown>> = {}) =>
    fixture.server.send(to, { title, ...fields });
  const isRead = async (user: string) => (await fixture.server.inbox(user)).notifications[0]?.read;

  it("are there for a time of their priority", async () => {
    const user = someone();
    const { page, toasts, toast } = await openStopped(user);
    await send(user, "Normal");
    await send(user, "High", { priority: "high" });
    await send(user, "Urgent", { priority: "urgent" });
    await counts(toasts, 3);

    await page.clock.runFor(5_900);
    await counts(toasts, 3);
    await page.clock.runFor(200);
    await gone(toast("Normal"));
    await page.clock.runFor(5_800);
    await shown(toast("High"));
    await page.clock.runFor(200);
    await gone(toast("High"));
    await page.clock.runFor(20_000);
    await shown(toast("Urgent"));
  });

  it("stay while the pointer is on one of them", async () => {
    const user = someone();
    const { page, toasts, toast } = await openStopped(user);
    await send(user, "One");
    await send(user, "Two");
    await counts(toasts, 2);

    await toast("One").hover();
    await page.clock.runFor(20_000);
    await counts(toasts, 2);
    await page.mouse.move(5, 500);
    await page.clock.runFor(6_100);
    await counts(toasts, 0);
  });

  it("stay while the focus is on one of them", async () => {
    const user = someone();
    const { page, toasts } = await openStopped(user);
    await send(user, "One");
    await send(user, "Two");
    await counts(toasts, 2);

    await page.keyboard.press("F6");
    await page.clock.runFor(20_000);
    await counts(toasts, 2);
    await page.keyboard.press("F6");
    await page.clock.runFor(6_100);
    await counts(toasts, 0);
  });

  it("stay while nobody sees the page", async () => {
    const user = someone();
    const { page, toast } = await openStopped(user);
    await hide(page, true);
    await send(user, "One");
    await shown(toast("One"));

    await page.clock.runFor(20_000);
    await shown(toast("One"));
    await hide(page, false);
    await page.clock.runFor(6_100);
    await gone(toast("One"));
  });

  it("are closed by Escape, the newest first, unless that is for something else", async () => {
    const user = someone();
    const { page, toasts, toast } = await openToasts(fixture, user);
    await send(user, "One");
    await send(user, "Two");
    await counts(toasts, 2);

    await page.keyboard.press("Escape");
    await gone(toast("Two"));
    await page.evaluate(() => {
      document.querySelector("dialog")?.showModal();
    });
    await page.keyboard.press("Escape");
    await gone(page.locator("dialog"));
    await shown(toast("One"));
    await page.keyboard.press("Escape");
    await counts(toasts, 0);
    assert.equal(await isRead(user), false);
  });

  it("have the focus by F6, give it to the next, and back", async () => {
    const user = someone();
    const { page, toasts, toast, close } = await openToasts(fixture, user);
    await page.getByLabel("Field").focus();
    for (const title of ["One", "Two", "Three"]) {
      await send(user, title);
    }
    await counts(toasts, 3);

    await page.keyboard.press("F6");
    await becomes(toast("Three").locator(".title"), ":focus");
    await page.keyboard.press("Tab");
    await becomes(close("Three"), ":focus");
    await page.keyboard.press("Enter");
    await gone(toast("Three"));
    await becomes(close("Two"), ":focus");
    await page.keyboard.press("Escape");
    await becomes(close("One"), ":focus");
    await page.keyboard.press("Enter");
    await counts(toasts, 0);
    await becomes(page.getByLabel("Field"), ":focus");
  });

  it("do not take the focus when they are clicked", async () => {
    const user = someone();
    const { page, toasts, close } = await openToasts(fixture, user);
    await page.getByLabel("Field").focus();
    await send(user, "One");
    await send(user, "Two");

    await close("Two").click();
    await counts(toasts, 1);
    await page.keyboard.type("still here");
    assert.equal(await page.getByLabel("Field").inputValue(), "still here");
    assert.equal(await isRead(user), false);
  });

  it("are swiped away to their edge, which is another one from right to left", async () => {
    for (const [dir, way] of [
      ["ltr", 1],
      ["rtl", -1],
    ] as const) {
      const user = someone();
      const { page, toast } = await openToasts(fixture, user, {
        dir,
        lang: dir === "rtl" ? "ar" : "en",
        profile: { hasTouch: true, viewport: { width: 800, height: 600 } },
      });
      await send(user, "One");
      await shown(toast("One"));

      await swipe(page, toast("One"), -way * 250);
      await shown(toast("One"));
      await swipe(page, toast("One"), way * 20);
      await shown(toast("One"));
      await swipe(page, toast("One"), way * 250);
      await gone(toast("One"));
      assert.equal(await isRead(user), false);
    }
  });
});
