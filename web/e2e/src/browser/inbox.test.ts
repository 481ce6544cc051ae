import assert from "node:assert/strict";
import { it } from "node:test";
import { describeElements } from "./element-page.js";
import { becomes, counts, gone, says, shown } from "./expect.js";
import { InboxView, Users } from "./inbox-view.js";

describeElements("the bell and its inbox", (fixture) => {
  const { newUser, open, openPage, send } = new Users(fixture);

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

  it("the panel closes when it has led somewhere, and the page is told where", async () => {
    const ann = newUser();
    const view = await open(ann);
    await view.page.evaluate(() =>
      document.addEventListener("belfry-navigate", (event) => {
        event.preventDefault();
        document.title = (event as CustomEvent<{ readonly url: string }>).detail.url;
      }),
    );
    await send(ann, "Hello", { url: "/posts/5" });
    await view.openPanel();

    await view.item("Hello").getByRole("link").click();

    await gone(view.panel);
    assert.equal(await view.page.title(), `${fixture.server.url}/posts/5`);
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
});
