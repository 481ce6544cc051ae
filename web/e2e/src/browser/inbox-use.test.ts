import assert from "node:assert/strict";
import { it } from "node:test";
import { assertAccessible } from "./axe.js";
import { describeElements } from "./element-page.js";
import { becomes, counts, gone, says, shown } from "./expect.js";
import { InboxView, Users } from "./inbox-view.js";

describeElements("using the inbox", (fixture) => {
  const { newUser, open, openPage, send } = new Users(fixture);

  it("search and filters find what is there, also among what was not loaded", async () => {
    const ann = newUser();
    await send(ann, "Café is open", { type: "info", priority: "high" });
    for (let index = 0; index < 120; index += 1) {
      await send(ann, `No. ${index}`, { type: index % 2 === 0 ? "like" : "comment" });
    }
    const view = await open(ann);
    await view.openPanel();
    await view.panel.getByRole("button", { name: "Search" }).click();

    await view.page.getByRole("searchbox").fill("cafe");
    await gone(view.item("No. 119"));
    await shown(view.item("Café is open"));
    await says(view.panel.getByText("Found:"), "Found: 1");
    await counts(view.items, 1);
    await view.page.getByRole("searchbox").fill("nowhere to be found");
    await shown(view.panel.getByText("Nothing was found."));

    await view.page.getByRole("searchbox").fill("");
    await view.page.getByLabel("Priority").selectOption("high");
    await counts(view.items, 1);
    await view.page.getByLabel("Priority").selectOption("");
    await view.page.getByLabel("Type").selectOption("comment");
    await shown(view.item("No. 119"));
    await gone(view.item("No. 118"));

    await view.tab("Unread").click();
    await view.press("No. 119", "toggle-read");
    await gone(view.item("No. 119"));
    await view.panel.getByRole("button", { name: "Search" }).click();
    await shown(view.item("No. 118"));
  });

  it("after thirty sends while it was offline nothing is missing, and nothing twice", async () => {
    const ann = newUser();
    const opened = await openPage(ann);
    const view = new InboxView(opened.page);
    await send(ann, "Read while offline");
    await view.openPanel();
    await shown(view.item("Read while offline"));

    opened.forgive(/ERR_INTERNET_DISCONNECTED/);
    await opened.page.context().setOffline(true);
    await shown(view.panel.getByText("You are offline", { exact: false }));
    await view.press("Read while offline", "toggle-read");
    await shown(view.panel.getByText("1 change waits"));
    for (let index = 0; index < 30; index += 1) {
      await send(ann, `No. ${index}`);
    }
    await opened.page.context().setOffline(false);

    await says(view.badge, "30");
    await counts(view.items, 31);
    const titles = await view.items.locator("h3 bdi").allTextContents();
    const sent = Array.from({ length: 30 }, (_, index) => `No. ${29 - index}`);
    assert.deepEqual(titles, [...sent, "Read while offline"]);
    assert.equal((await fixture.server.inbox(ann)).unread, 30);
  });

  it("everything can be done by keyboard alone", async () => {
    const ann = newUser();
    for (const title of ["Third", "Second", "First"]) {
      await send(ann, title);
    }
    const view = await open(ann);
    const { keyboard } = view.page;
    await says(view.badge, "3");

    await keyboard.press("Tab");
    await keyboard.press("Enter");
    await shown(view.item("First").and(view.page.locator(":focus")));
    await keyboard.press("u");
    await becomes(view.item("First"), "[data-read='true']");
    await keyboard.press("ArrowDown");
    await shown(view.item("Second").and(view.page.locator(":focus")));
    await keyboard.press("e");
    await gone(view.item("Second"));
    await shown(view.item("Third").and(view.page.locator(":focus")));
    for (let tabs = 0; tabs < 3; tabs += 1) {
      await keyboard.press("Tab");
    }
    await keyboard.press("Enter");
    await shown(view.menu);
    await keyboard.press("End");
    await keyboard.press("Enter");
    await gone(view.item("Third"));
    await shown(view.item("First").and(view.page.locator(":focus")));

    await keyboard.press("Escape");
    await gone(view.panel);
    await shown(view.bell.and(view.page.locator(":focus")));
    await gone(view.badge);
    const { notifications } = await fixture.server.inbox(ann);
    assert.deepEqual(
      notifications.map(({ title }) => title),
      ["First"],
    );
  });

  it("hostile texts are texts, and hostile addresses lead nowhere", async () => {
    const ann = newUser();
    const hostile = `<img src=x onerror="alert(1)"><script>alert(2)</script>`;
    const beside = await openPage(newUser());
    // What no server of ours would send.
    await beside.page.context().routeWebSocket(/socket\.io/, (socket) => {
      const server = socket.connectToServer();
      server.onMessage((message) =>
        socket.send(
          String(message)
            .replaceAll(/https:\/\/example\.org\/(\w+)/g, "javascript:alert('$1')")
            .replaceAll("As it was sent", "As it came"),
        ),
      );
    });
    const view = await open(ann, { beside });
    await send(ann, hostile, {
      message: hostile,
      type: "message",
      actor: { id: "mallory", name: hostile, avatar: "https://example.org/avatar" },
      group: { key: hostile.slice(0, 20) },
    });
    await send(ann, "As it was sent", {
      url: "https://example.org/url",
      icon: "https://example.org/icon",
      actions: [{ id: "yes", label: "Yes", url: "https://example.org/action" }],
    });
    await view.openPanel();

    await shown(view.item("As it came"));
    assert.equal(await view.items.nth(1).locator("h3 bdi").innerText(), hostile);
    assert.equal(await view.items.locator("img, script, a").count(), 0);
    await view.item("As it came").getByRole("button", { name: "Yes" }).click();
    await shown(view.item("As it came").locator(".outcome"));
    for (const item of await view.items.all()) {
      await item.click({ position: { x: 4, y: 4 } });
      await becomes(item, "[data-read='true']");
    }
    assert.equal(view.page.url(), `${fixture.server.url}/page.html`);
  });

  it("what there is has no violations that axe-core knows, light and dark, in each state", async () => {
    const ann = newUser();
    for (const colorScheme of ["light", "dark"] as const) {
      const view = await open(colorScheme === "light" ? newUser() : ann, {
        css: ":root { color-scheme: light dark } body { background: Canvas; color: CanvasText }",
        profile: { colorScheme, reducedMotion: "reduce" },
      });
      await assertAccessible(view.page);
      await view.openPanel();
      await assertAccessible(view.page);
    }
    await send(ann, "Nothing special");
    await send(ann, "Urgent", { priority: "urgent", type: "error", message: "At once", url: "/x" });
    await send(ann, "Ben likes it", { type: "like", group: { key: "k" }, actor: { name: "Ben" } });
    await send(ann, "Eve likes it", { type: "like", group: { key: "k" }, actor: { name: "Eve" } });
    await send(ann, "May I?", { actions: [{ id: "yes", label: "Yes", style: "primary" }] });
    for (const colorScheme of ["light", "dark"] as const) {
      const view = await open(ann, {
        css: ":root { color-scheme: light dark } body { background: Canvas; color: CanvasText }",
        profile: { colorScheme, reducedMotion: "reduce" },
      });
      await shown(view.badge);
      await assertAccessible(view.page);
      await view.openPanel();
      await shown(view.item("May I?"));
      await assertAccessible(view.page);
      await view.item("Eve likes it").getByRole("button", { name: "Show all" }).click();
      await view.press("Nothing special", "more");
      await shown(view.menu);
      await assertAccessible(view.page);
      await view.page.keyboard.press("Escape");
      await view.panel.getByRole("button", { name: "Search" }).click();
      await view.page.getByRole("searchbox").fill("nothing of that");
      await shown(view.panel.getByText("Nothing was found."));
      await assertAccessible(view.page);
    }
  });

  it("ten thousand are scrolled through, of which few are drawn at a time", async () => {
    const ann = newUser();
    for (let batch = 0; batch < 10; batch += 1) {
      const notifications = Array.from({ length: 1_000 }, (_, index) => ({
        to: ann,
        title: `No. ${batch * 1_000 + index}`,
      }));
      await fixture.server.call("POST", "/api/v1/notifications/batch", { notifications });
    }
    const view = await open(ann);
    await view.openPanel();
    await view.page.evaluate(async () => {
      const { session } = document.querySelector("belfry-bell") as unknown as {
        readonly session: { loadOlder(count: number): Promise<boolean> };
      };
      while (await session.loadOlder(1_000));
    });
    await becomes(view.items.first(), "[aria-setsize='10000']");

    await view.page.locator("belfry-inbox .scroller").evaluate((scroller) => {
      scroller.scrollTop = scroller.scrollHeight;
    });
    await shown(view.item("No. 0"));
    assert.ok((await view.items.count()) < 200, `${await view.items.count()} are drawn`);

    await send(ann, "Newest");
    await says(view.badge, "99+");
    await view.page.locator("belfry-inbox .scroller").evaluate((scroller) => {
      scroller.scrollTop = 0;
    });
    await shown(view.item("Newest"));
    assert.ok((await view.items.count()) < 200, `${await view.items.count()} are drawn`);
  });
});
