import assert from "node:assert/strict";
import { it } from "node:test";
import type { Notification } from "@belfry/client";
import { assertAccessible } from "./axe.js";
import { describeElements, type ElementPage, type Opening } from "./element-page.js";
import { becomes, counts, gone, says, shown } from "./expect.js";
import { InboxView } from "./inbox-view.js";

describeElements("the bell and its inbox", (fixture) => {
  let users = 0;

  /** Another user for each test, since the server is that of all. */
  function newUser(): string {
    users += 1;
    return `user-${users}`;
  }

  async function open(user: string, opening: Opening = {}): Promise<InboxView> {
    return new InboxView((await openPage(user, opening)).page);
  }

  function openPage(user: string, opening: Opening = {}): Promise<ElementPage> {
    const token = fixture.server.token(user);
    return fixture.open(
      `<header><belfry-bell token="${token}"></belfry-bell></header><main><h1>A page</h1></main>`,
      opening,
    );
  }

  async function send(to: string, title: string, rest: object = {}): Promise<Notification> {
    return fixture.server.send(to, { title, ...rest });
  }

  it("show what arrives in each tab and device of the user, and in no other's", async () => {
    const [ann, ben] = [newUser(), newUser()];
    const first = await openPage(ann);
    const tab = new InboxView(first.page);
    const otherTab = await open(ann, { beside: first });
    const otherDevice = await open(ann);
    const stranger = await open(ben);

    await send(ann, "Hello", { message: "From far away", url: "/posts/5" });

    for (const view of [tab, otherTab, otherDevice]) {
      await says(view.badge, "1");
      await view.openPanel();
      await shown(view.item("Hello"));
      assert.equal(
        await view.item("Hello").getByRole("link").getAttribute("href"),
        `${fixture.server.url}/posts/5`,
      );
    }
    await stranger.openPanel();
    await shown(stranger.panel.getByText("All quiet"));
    assert.equal(await stranger.badge.count(), 0);
  });

  it("what is read, archived, snoozed and deleted here is so everywhere", async () => {
    const ann = newUser();
    const here = await open(ann);
    const there = await open(ann);
    for (const title of ["Read me", "Archive me", "Snooze me", "Delete me"]) {
      await send(ann, title);
    }
    await here.openPanel();
    await there.openPanel();
    await says(there.badge, "4");

    await here.press("Read me", "toggle-read");
    await becomes(there.item("Read me"), "[data-read='true']");
    await here.press("Archive me", "toggle-archived");
    await gone(there.item("Archive me"));
    await here.choose("Snooze me", "In an hour");
    await gone(there.item("Snooze me"));
    await here.choose("Delete me", "Delete");
    await gone(there.item("Delete me"));

    await gone(there.badge);
    await counts(there.items, 1);
    await there.tab("Archived").click();
    await shown(there.item("Archive me"));
    await there.press("Archive me", "toggle-archived");
    await here.tab("All").click();
    await shown(here.item("Archive me"));
  });

  it("what was done by mistake is taken back", async () => {
    const ann = newUser();
    const view = await open(ann);
    await send(ann, "Stays");
    await view.openPanel();

    await view.press("Stays", "toggle-archived");
    await gone(view.item("Stays"));
    await view.word.getByRole("button", { name: "Undo" }).click();

    await shown(view.item("Stays"));
    await gone(view.word);
    assert.equal((await fixture.server.inbox(ann)).unread, 1);
  });

  it("all is read at once", async () => {
    const ann = newUser();
    const view = await open(ann);
    const elsewhere = await open(ann);
    for (let index = 0; index < 105; index += 1) {
      await send(ann, `No. ${index}`);
    }
    await says(elsewhere.badge, "99+");
    await view.openPanel();
    assert.match((await view.bell.getAttribute("aria-label")) ?? "", /10\d unread/);

    await view.panel.getByRole("button", { name: "Mark all read" }).click();

    await gone(view.badge);
    await gone(elsewhere.badge);
  });

  it("a card grows where it is", async () => {
    const ann = newUser();
    const view = await open(ann);
    const like = (name: string) =>
      send(ann, `${name} liked it`, {
        type: "like",
        actor: { id: name, name },
        group: { key: "likes", title: "{{actor}} and {{others}} others liked it" },
      });
    await like("Ben");
    await send(ann, "In between");
    await view.openPanel();
    await shown(view.item("Ben liked it"));
    await view.page.evaluate(() => {
      const inbox = document
        .querySelector("belfry-bell")
        ?.shadowRoot?.querySelector("belfry-inbox");
      const item = [...(inbox?.shadowRoot?.querySelectorAll(".item") ?? [])].at(-1);
      item?.setAttribute("data-same", "");
    });

    await like("Carla");
    await like("Dora");

    const card = view.item("Dora and 2 others liked it");
    await becomes(card, "[data-same]");
    await counts(view.items, 2);
    await says(view.badge, "2");
    await card.getByRole("button", { name: "Show all (3)" }).click();
    assert.deepEqual(await card.locator(".members bdi").allTextContents(), [
      "Dora liked it",
      "Carla liked it",
      "Ben liked it",
    ]);
  });

  it("of two who answer at once one wins, and both see who", async () => {
    const [ann, ben] = [newUser(), newUser()];
    const views = [await open(ann), await open(ben)];
    await fixture.server.call("POST", "/api/v1/notifications", {
      to: [ann, ben],
      title: "Who takes it?",
      actions: [
        { id: "take", label: "Take it", style: "primary" },
        { id: "leave", label: "Leave it" },
      ],
      actionGroup: `question-${ann}`,
    });
    for (const view of views) {
      await view.openPanel();
      await shown(view.item("Who takes it?"));
    }

    // A click would wait for a button that the other's answer takes away.
    await Promise.all(
      ["Take it", "Leave it"].map((name, index) =>
        views[index]?.item("Who takes it?").getByRole("button", { name }).dispatchEvent("click"),
      ),
    );

    const outcomes = await Promise.all(
      views.map(async (view) => {
        const outcome = view.item("Who takes it?").locator(".outcome");
        await shown(outcome);
        return (await outcome.innerText()).trim();
      }),
    );
    const winner = outcomes.findIndex((text) => !text.includes("by"));
    const label = winner === 0 ? "Take it" : "Leave it";
    assert.equal(outcomes[winner], label);
    assert.equal(outcomes[1 - winner], `${label}, by ${winner === 0 ? ann : ben}`);
  });

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
    await counts(view.items, 1);
    await shown(view.item("Café is open"));
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
    const view = await open(ann);
    const hostile = `<img src=x onerror="alert(1)"><script>alert(2)</script>`;
    await send(ann, hostile, {
      message: hostile,
      type: "message",
      actor: { id: "mallory", name: hostile },
      group: { key: hostile.slice(0, 20) },
    });
    await view.openPanel();
    await view.page.evaluate(() => {
      const { session } = document.querySelector("belfry-bell") as unknown as {
        readonly session: {
          readonly state: { readonly inbox: { notifications: Map<string, object> } };
        };
      };
      // What no server of ours would send.
      const { notifications } = session.state.inbox;
      for (const [id, each] of notifications) {
        notifications.set(id, { ...each, url: "javascript:alert(3)", icon: "javascript:alert(4)" });
      }
      document.querySelector("belfry-bell")?.setAttribute("lang", "de");
      (document.querySelector("belfry-bell") as unknown as { strings: object }).strings = {};
    });

    assert.equal(await view.items.locator("h3 bdi").innerText(), hostile);
    assert.equal(await view.items.locator("img, script, a").count(), 0);
    await view.items.first().click();
    await becomes(view.items.first(), "[data-read='true']");
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

  it("a page draws items as it likes, by a template", async () => {
    const ann = newUser();
    await send(ann, "<b>Bold</b>", { data: { order: 17 }, actor: { name: "Ben" } });
    const { page } = await fixture.open(`
      <main><h1>A page</h1>
        <belfry-inbox layout="page" token="${fixture.server.token(ann)}">
          <template slot="item"><p class="own">
            <strong data-text="title"></strong> by <i data-text="actor"></i>, <u data-text="data.order"></u>
          </p></template>
        </belfry-inbox>
      </main>`);

    const own = page.locator("belfry-inbox p.own");
    await shown(own);
    assert.equal((await own.innerText()).trim(), "<b>Bold</b> by Ben, 17");
  });
});
