import assert from "node:assert/strict";
import { it } from "node:test";
import { describeElements } from "./element-page.js";
import { gone, shown } from "./expect.js";
import { Users } from "./inbox-view.js";

const PHONE = { width: 390, height: 700 };

describeElements("what an inbox says and shows", (fixture) => {
  const { newUser, open, openPage, send } = new Users(fixture);

  it("after a moment only, that it has no connection", async () => {
    const first = await openPage(newUser());
    let isDown = false;
    const drops: (() => Promise<void>)[] = [];
    await first.page.context().routeWebSocket(/socket\.io/, (socket) => {
      if (isDown) {
        void socket.close();
      } else {
        socket.connectToServer();
        drops.push(() => socket.close());
      }
    });
    const view = await open(newUser(), { beside: first });
    await view.openPanel();
    isDown = true;
    await Promise.all(drops.map((drop) => drop()));

    const notice = view.page.locator("belfry-inbox [data-status='reconnecting']");
    await notice.waitFor({ state: "attached" });
    const seen = await notice.evaluate((element) =>
      [1_000, 2_000].map((atMs) => {
        for (const animation of element.getAnimations()) {
          animation.pause();
          animation.currentTime = atMs;
        }
        return getComputedStyle(element).visibility;
      }),
    );
    assert.deepEqual(seen, ["hidden", "visible"]);
  });

  it("long texts to their end", async () => {
    const ann = newUser();
    const long = "x".repeat(64);
    await send(ann, "May I?", { actions: [{ id: "yes", label: long }] });
    for (const name of ["Ben", "Eve"]) {
      await send(ann, `${long}${long}`, { group: { key: "k" }, actor: { id: name, name } });
    }
    const view = await open(ann, { profile: { viewport: PHONE } });
    await view.openPanel();
    await view.items.getByRole("button", { name: "Show all" }).click();
    await view.items.locator(".answers button").click();
    await shown(view.items.locator(".outcome"));
    await shown(view.items.locator(".members"));

    for (const item of await view.items.all()) {
      const [content, box] = await item.evaluate((each) => [each.scrollWidth, each.clientWidth]);
      assert.equal(content, box);
    }
  });

  it("the whole menu of an item, on a phone that lies", async () => {
    const ann = newUser();
    await send(ann, "Second");
    await send(ann, "First");
    const view = await open(ann, { profile: { viewport: { width: 667, height: 375 } } });
    await view.openPanel();
    for (const title of ["First", "Second"]) {
      await view.press(title, "more");
      await shown(view.menu);
      const box = await view.menu.boundingBox();
      assert.ok(box !== null && box.y >= 0 && box.y + box.height <= 375, JSON.stringify(box));
      await view.page.keyboard.press("Escape");
      await gone(view.menu);
    }
  });

  it("in forced colours, which tab is chosen and what is unread", async () => {
    const ann = newUser();
    await send(ann, "Hello");
    const view = await open(ann, { profile: { forcedColors: "active" } });
    await view.openPanel();

    const seen = await view.items.first().evaluate((item) => {
      const root = item.getRootNode() as ShadowRoot;
      const look = (selector: string, pseudo?: string) => {
        const { backgroundColor, borderBottomColor, borderBottomWidth } = getComputedStyle(
          root.querySelector(selector) as Element,
          pseudo,
        );
        return { backgroundColor, borderBottomColor, borderBottomWidth };
      };
      return {
        paper: look(".card").backgroundColor,
        signs: [look(".dot"), look("[aria-selected='true']", "::after")],
      };
    });
    for (const { borderBottomColor, borderBottomWidth } of seen.signs) {
      assert.notEqual(borderBottomColor, seen.paper);
      assert.notEqual(borderBottomWidth, "0px");
    }
  });
});
