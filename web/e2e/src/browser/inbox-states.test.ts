import assert from "node:assert/strict";
import { it } from "node:test";
import { describeElements } from "./element-page.js";
import { becomes, counts, gone, says, shown } from "./expect.js";
import { InboxView, Users } from "./inbox-view.js";

const PHONE = { width: 390, height: 700 };

describeElements("what an inbox says and shows", (fixture) => {
  const { newUser, open, openPage, send } = new Users(fixture);

  it("of a user who is signed out, that they are", async () => {
    const view = await open(newUser());
    await view.openPanel();

    await view.page.evaluate(async () => {
      const { session } = document.querySelector("belfry-bell") as unknown as {
        readonly session: { close(forget: boolean): Promise<void> };
      };
      await session.close(true);
    });

    await shown(view.panel.getByText("You are signed out."));
  });

  it("of a list whose newest hundred are archived, those before them", async () => {
    const ann = newUser();
    await send(ann, "Oldest");
    const notifications = Array.from({ length: 100 }, (_, index) => ({
      to: ann,
      title: `${index}`,
    }));
    await fixture.server.call("POST", "/api/v1/notifications/batch", { notifications });
    const first = await open(ann);
    await says(first.badge, "99+");
    await first.page.evaluate(async () => {
      const { session } = document.querySelector("belfry-bell") as unknown as {
        readonly session: {
          readonly state: { readonly inbox: { readonly notifications: Map<string, object> } };
          archive(id: string): Promise<unknown>;
        };
      };
      const ids = [...session.state.inbox.notifications.keys()];
      await Promise.all(ids.map((id) => session.archive(id)));
    });
    await says(first.badge, "1");

    const view = await open(ann);
    await view.openPanel();

    await shown(view.item("Oldest"));
    await counts(view.items, 1);
  });

  it("to readers, what was found, and that nothing was", async () => {
    const ann = newUser();
    await send(ann, "Tea");
    await send(ann, "Coffee");
    const view = await open(ann);
    const status = view.panel.getByRole("status");
    await view.openPanel();
    await view.panel.getByRole("button", { name: "Search" }).click();

    await view.page.getByRole("searchbox").fill("tea");
    await shown(status.filter({ hasText: "Found: 1" }));
    await view.page.getByRole("searchbox").fill("cocoa");
    await shown(status.filter({ hasText: "Nothing was found." }));
  });

  it("a way back, for as long as the pointer or the focus is at it", async () => {
    const ann = newUser();
    await send(ann, "Hello");
    const opened = await openPage(ann, { clock: true });
    const view = new InboxView(opened.page);
    const { clock, mouse } = view.page;
    // No answers of the server come in time that a test makes pass.
    opened.forgive(/WebSocket is closed/);
    await view.openPanel();
    await opened.stopClock();

    await view.press("Hello", "toggle-archived");
    await view.word.hover();
    await clock.runFor(20_000);
    await shown(view.word);
    await view.word.getByRole("button", { name: "Undo" }).focus();
    await mouse.move(0, 0);
    await clock.runFor(20_000);
    await shown(view.word);
    await view.tab("All").focus();
    await clock.runFor(7_000);
    await shown(view.word);
    await clock.runFor(2_000);
    await gone(view.word);
  });

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

  it("of a long message all, where the focus is", async () => {
    const ann = newUser();
    await send(ann, "Terms", { message: "All of them, one after the other. ".repeat(20) });
    await send(ann, "Short");
    const view = await open(ann);
    await view.openPanel();
    const message = view.item("Terms").locator(".message");
    const isCut = () => message.evaluate((it) => it.scrollHeight > it.clientHeight);
    assert.ok(await isCut());

    await view.item("Terms").click();
    await becomes(view.item("Terms"), "[data-read='true']");
    assert.ok(!(await isCut()));
    await view.item("Short").click();
    await becomes(view.item("Short"), "[data-read='true']");
    assert.ok(await isCut());
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
