import assert from "node:assert/strict";
import { it } from "node:test";
import { describeElements } from "./element-page.js";
import { becomes, gone, says, shown } from "./expect.js";
import { InboxView, Users } from "./inbox-view.js";

describeElements("the focus in an inbox", (fixture) => {
  const { newUser, open, openPage, send } = new Users(fixture);

  it("stays in the list when a button is answered and goes", async () => {
    const ann = newUser();
    await send(ann, "May I?", { actions: [{ id: "yes", label: "Yes" }] });
    const view = await open(ann);
    await view.openPanel();

    await view.item("May I?").getByRole("button", { name: "Yes" }).focus();
    await view.page.keyboard.press("Enter");

    await shown(view.item("May I?").locator(".outcome"));
    await says(view.word.locator("span"), "Answered: Yes");
    await shown(view.item("May I?").and(view.page.locator(":focus")));
  });

  it("stays on the button that marks all as read, and goes to what is undone", async () => {
    const ann = newUser();
    await send(ann, "Second");
    await send(ann, "First");
    const view = await open(ann);
    const { keyboard } = view.page;
    const focused = view.page.locator(":focus");
    await view.openPanel();
    const all = view.panel.getByRole("button", { name: "Mark all read" });

    await all.focus();
    await keyboard.press("Enter");
    await becomes(all, "[aria-disabled='true']");
    await gone(view.badge);
    await shown(all.and(focused));

    await view.press("Second", "toggle-archived");
    await gone(view.item("Second"));
    await view.word.getByRole("button", { name: "Undo" }).focus();
    await keyboard.press("Enter");
    await shown(view.item("Second").and(focused));
  });

  it("goes to the tabs when the last one goes", async () => {
    const ann = newUser();
    const view = await open(ann);
    for (const key of ["e", "Delete"]) {
      await send(ann, `By ${key}`);
      await says(view.badge, "1");
      await view.openPanel();
      await shown(view.item(`By ${key}`).and(view.page.locator(":focus")));

      await view.page.keyboard.press(key);

      await gone(view.items);
      await shown(view.tab("All").and(view.page.locator(":focus")));
      await view.page.keyboard.press("Escape");
      await gone(view.panel);
    }
  });

  it("is given back by a menu that Escape closes, and by one whose item goes", async () => {
    const ann = newUser();
    await send(ann, "Stays");
    const { id } = await send(ann, "Goes");
    const view = await open(ann);
    const focused = view.page.locator(":focus");
    await view.openPanel();

    await view.press("Stays", "more");
    await shown(view.menu);
    await view.page.keyboard.press("Escape");
    await gone(view.menu);
    await shown(view.item("Stays").locator(".more").and(focused));

    await view.press("Goes", "more");
    await shown(view.menu);
    await fixture.server.call("DELETE", `/api/v1/notifications/${id}`);
    await gone(view.menu);
    await shown(view.item("Stays").and(focused));
  });

  it("a click elsewhere in the list closes a menu for good", async () => {
    const ann = newUser();
    await send(ann, "One");
    await send(ann, "Another");
    const view = await open(ann);
    await view.openPanel();
    await view.press("Another", "more");
    await shown(view.menu);
    await view.page.evaluate(() => {
      const inbox = document
        .querySelector("belfry-bell")
        ?.shadowRoot?.querySelector("belfry-inbox");
      inbox?.shadowRoot?.querySelector(".menu")?.addEventListener("beforetoggle", (event) => {
        document.title += (event as ToggleEvent).newState;
      });
    });

    const box = await view.item("One").boundingBox();
    await view.page.mouse.click((box?.x ?? 0) + 20, (box?.y ?? 0) + 10);

    await becomes(view.item("One"), "[data-read='true']");
    await gone(view.menu);
    assert.equal(await view.page.title(), "A pageclosed");
  });

  it("a title that opens in another tab is read, and leads this page nowhere", async () => {
    const ann = newUser();
    await send(ann, "Hello", { url: "/page.html?5" });
    const opened = await openPage(ann);
    const view = new InboxView(opened.page);
    await view.openPanel();
    const title = view.item("Hello").getByRole("link");

    const [other] = await Promise.all([
      view.page.context().waitForEvent("page"),
      title.click({ modifiers: ["ControlOrMeta"] }),
    ]);

    await becomes(view.item("Hello"), "[data-read='true']");
    await shown(view.panel);
    assert.equal(view.page.url(), `${fixture.server.url}/page.html`);
    await other.close();
  });
});
