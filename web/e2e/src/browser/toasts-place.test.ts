import assert from "node:assert/strict";
import { it } from "node:test";
import { someone } from "../harness/fixture.js";
import { describeElements } from "./element-page.js";
import { counts, gone, says, shown } from "./expect.js";
import { ACTIONS, openToasts } from "./toasts-page.js";

describeElements("the place of toasts", (fixture) => {
  const send = (to: string, title: string, fields: Readonly<Record<string, unknown>> = {}) =>
    fixture.server.send(to, { title, ...fields });

  it("stay where the page moves the element, and go with their user", async () => {
    const user = someone();
    const { page, toasts, toast } = await openToasts(fixture, user);
    await send(user, "Urgent", { priority: "urgent" });
    await shown(toast("Urgent"));

    await page.evaluate(() => {
      document.querySelector("label")?.append(document.querySelector("belfry-toasts") ?? "");
    });
    await send(user, "Another");
    await shown(toast("Another"));
    await shown(toast("Urgent"));
    await page.evaluate(
      (token) => document.querySelector("belfry-toasts")?.setAttribute("token", token),
      fixture.server.token(someone()),
    );
    await counts(toasts, 0);
  });

  it("are spoken in a dialog that holds the page", async () => {
    const user = someone();
    const { page, polite } = await openToasts(fixture, user);
    await page.evaluate(() => {
      const dialog = document.querySelector("dialog");
      const { renderRoot } = document.querySelector("belfry-toasts") as unknown as {
        readonly renderRoot: ShadowRoot;
      };
      const region = renderRoot.querySelector("[role=status]");
      if (region !== null) {
        region.append = (...texts) => {
          document.title = dialog?.contains(renderRoot.host) ? "within" : "outside";
          Element.prototype.append.apply(region, texts);
        };
      }
      dialog?.showModal();
    });
    await send(user, "One");

    await says(polite.locator("p"), "One");
    assert.equal(await page.title(), "within");
  });

  it("can all be reached in a window that is too low for them", async () => {
    const user = someone();
    const { toast, toasts, close } = await openToasts(fixture, user, {
      attributes: 'position="bottom-end"',
      profile: { viewport: { width: 320, height: 256 }, reducedMotion: "reduce" },
    });
    for (const title of ["First", "Second", "Third"]) {
      await send(user, title, { priority: "urgent", actions: ACTIONS });
    }
    await counts(toasts, 3);

    const box = await toast("Third").boundingBox();
    assert.ok(box && box.y >= 0 && box.y + box.height <= 256, JSON.stringify(box));
    await close("First").click();
    await counts(toasts, 2);
  });

  it("are above a dialog that was opened later, and can be pressed there", async () => {
    const user = someone();
    const { page, toasts, toast, close } = await openToasts(fixture, user);
    await send(user, "One");
    await send(user, "Two");
    await counts(toasts, 2);
    await page.evaluate(() => {
      document.querySelector("dialog")?.showModal();
    });

    await close("Two").click();
    await gone(toast("Two"));
    await page.getByRole("button", { name: "Leave" }).click();
    await gone(page.locator("dialog"));
    await close("One").click();
    await counts(toasts, 0);
  });

  it("are shown although their element is in something that is not", async () => {
    const user = someone();
    const token = fixture.server.token(user);
    const tab = await fixture.open(
      `<nav hidden><belfry-toasts token="${token}" theme="dark"></belfry-toasts></nav>`,
    );
    await send(user, "One");

    const toast = tab.page.locator(".toast");
    await shown(toast);
    const scheme = await toast.evaluate((each) => getComputedStyle(each).colorScheme);
    assert.equal(scheme, "dark");
  });

  it("are at their edge, whatever element of the page's own holds them", async () => {
    const user = someone();
    const token = fixture.server.token(user);
    const tab = await fixture.open(
      `<div class="app"></div><belfry-bell token="${token}" toasts="none"></belfry-bell>`,
    );
    const { page } = tab;
    await page.evaluate(() => {
      const app = document.querySelector(".app");
      const root = app?.attachShadow({ mode: "open" });
      const toasts = document.createElement("belfry-toasts");
      root?.append(document.createElement("p"), toasts);
      (app as HTMLElement).style.cssText = "display: block; height: 100vh";
    });
    await tab.connected();
    await send(user, "One");

    const toast = page.locator(".toast");
    await shown(toast);
    const { y = Number.NaN } = (await toast.boundingBox()) ?? {};
    assert.ok(y < 60, `${y} pixels below the edge`);
  });
});
