import assert from "node:assert/strict";
import { it } from "node:test";
import { assertAccessible } from "./axe.js";
import { becomes, counts, gone, says, shown } from "./expect.js";
import { describeInBrowser } from "./fixture.js";

const TITLE = "Dora liked your photo";

describeInBrowser("the demo page", (fixture) => {
  it("shows what its form sends, in every window of the user and no other", async () => {
    const [desk, phone] = [await fixture.open(), await fixture.open("?user=ann")];
    const [annHere, ben] = [desk.window("ann"), desk.window("ben")];
    const annThere = phone.window("ann");

    await desk.submit({ title: TITLE, type: "like", message: "The one with the tower" });

    for (const view of [annHere, annThere]) {
      await shown(view.toast(TITLE));
      await shown(view.item(TITLE));
      await says(view.badge, "1");
    }
    await desk.submit({ to: ["Ben"], title: "Fence" });
    await shown(ben.toast("Fence"));
    assert.deepEqual(await ben.titles(), ["Fence"]);
    await counts(ben.toasts, 1);
    assert.deepEqual(await annThere.titles(), [TITLE]);
    assert.match((await desk.result.textContent()) ?? "", /^201 in \d+ ms$/);
    assert.equal(await phone.page.title(), "(1) Ann · Greenware");
  });

  it("sends to several", async () => {
    const desk = await fixture.open();

    await desk.submit({ to: ["Ann", "Carla"], title: "For two" });

    await shown(desk.window("ann").item("For two"));
    await shown(desk.window("carla").item("For two"));
    assert.deepEqual(await desk.window("ben").titles(), []);
  });

  it("marks read in one window what is then read in the other", async () => {
    const [desk, phone] = [await fixture.open(), await fixture.open("?user=ann")];
    await desk.submit({ title: "One" });
    await desk.submit({ title: "Two" });
    const [here, there] = [desk.window("ann"), phone.window("ann")];
    await says(there.badge, "2");

    await here.markRead("One");

    await becomes(there.item("One"), '[data-read="true"]');
    await says(there.badge, "1");
    await there.markAll.click();
    await becomes(here.item("Two"), '[data-read="true"]');
    await gone(here.badge);
    assert.equal(await here.markAll.isDisabled(), true);
  });

  it("deletes in one window what is then gone in the other", async () => {
    const [desk, phone] = [await fixture.open(), await fixture.open("?user=ann")];
    await desk.submit({ title: "Keep" });
    await desk.submit({ title: "Drop" });
    const [here, there] = [desk.window("ann"), phone.window("ann")];
    await shown(there.item("Drop"));

    await here.remove("Drop");

    await gone(there.item("Drop"));
    await says(there.badge, "1");
    assert.deepEqual(await there.titles(), ["Keep"]);
  });

  it("misses nothing and repeats nothing after the network was away", async () => {
    const [desk, phone] = [await fixture.open(), await fixture.open("?user=ann")];
    const there = phone.window("ann");
    // So high that all of them are drawn.
    await phone.page.setViewportSize({ width: 900, height: 5_000 });
    await desk.submit({ title: "Before" });
    await shown(there.item("Before"));
    await phone.setOffline(true);
    await says(there.status, "offline");

    const titles = Array.from({ length: 30 }, (_, at) => `Missed ${at + 1}`);
    for (const title of titles) {
      await desk.submitAgain(title);
      await shown(desk.window("ann").item(title));
    }
    assert.deepEqual(await there.titles(), ["Before"]);
    await phone.setOffline(false);

    await says(there.status, "connected");
    await says(there.badge, "31");
    assert.deepEqual(await there.titles(), [...titles.toReversed(), "Before"]);
    const [first, again] = [phone.hellos.at(0), phone.hellos.at(-1)];
    assert.equal(first?.since, null);
    assert.equal(typeof again?.since?.seq, "number");
  });

  it("shows a user's markup as the text it is", async () => {
    const desk = await fixture.open();
    const markup = '<img src=x onerror="window.pwned=true">';

    await desk.submit({ title: markup, message: `</p><script>pwned=true</script>${markup}` });

    await shown(desk.window("ann").item(markup));
    await shown(desk.window("ann").toast(markup));
    await desk.wire.of("ann", "inbox").first().getByRole("button").click();
    await shown(
      desk.wire.root
        .locator("pre")
        .getByText(/onerror/)
        .first(),
    );
    assert.equal(await desk.page.locator(".window img, .window script, .wire img").count(), 0);
    assert.equal(await desk.page.evaluate(() => window.pwned), undefined);
  });

  it("opens no address but http(s) and relative ones", async () => {
    const desk = await fixture.open();
    const link = desk.window("ann").item("With link").getByRole("link", { name: "With link" });

    await desk.submit({ title: "Bad", url: "javascript:window.pwned=true" });
    await says(desk.result, /^422 in \d+ ms$/);
    await desk.submit({ title: "With link", url: "/docs" });
    await shown(link);

    assert.deepEqual(await desk.window("ann").titles(), ["With link"]);
    assert.equal(await link.getAttribute("href"), `${fixture.server.url}/docs`);
    desk.forgetRefusals();
  });

  it("opens what leads into the application in the window itself", async () => {
    const desk = await fixture.open();
    const ben = desk.window("ben");
    await desk.submit({ to: ["Ben"], title: "A place is free", url: "/demo/?view=classes" });

    await ben.item("A place is free").getByRole("link").click();

    await shown(ben.root.getByRole("heading", { name: "This week" }));
    await becomes(ben.tab("Classes"), '[aria-current="page"]');
    await becomes(desk.window("ann").tab("Inbox"), '[aria-current="page"]');
    await gone(ben.badge);
  });

  it("has toasts for all but the quiet, and presses the pressing", async () => {
    const desk = await fixture.open();
    const ann = desk.window("ann");

    await desk.submit({ title: "Quiet", priority: "low" });
    await shown(ann.item("Quiet"));
    await desk.submit({ title: "Pressing", priority: "urgent" });

    await shown(ann.root.getByRole("alert").getByText("Pressing"));
    await counts(ann.toasts, 1);
    await ann.toasts.getByRole("button", { name: "Close" }).click();
    await counts(ann.toasts, 0);
  });

  it("shows a user's toasts within their window", async () => {
    const desk = await fixture.open();

    await desk.submit({ to: ["Ann", "Ben", "Carla"], title: "For all" });

    for (const user of ["ann", "ben", "carla"]) {
      const view = desk.window(user);
      await shown(view.toast("For all"));
      const [outer, inner] = [
        await view.root.locator(".frame").boundingBox(),
        await view.toast("For all").boundingBox(),
      ];
      assert.ok(outer && inner);
      assert.ok(inner.x >= outer.x && inner.x + inner.width <= outer.x + outer.width, user);
      assert.ok(inner.y >= outer.y && inner.y + inner.height <= outer.y + outer.height, user);
    }
  });

  it("can be used by keyboard alone", async () => {
    const desk = await fixture.open();
    const ann = desk.window("ann");
    const { keyboard } = desk.page;
    await desk.submit({ title: "First" });
    await desk.submit({ title: "Second" });
    await shown(ann.item("Second"));

    await ann.bell.focus();
    await keyboard.press("Enter");
    await shown(ann.panel);
    await shown(ann.panel.locator(".item").first());
    await keyboard.press("Escape");
    await gone(ann.panel);
    await becomes(ann.bell, ":focus");

    await ann.item("Second").focus();
    await keyboard.press("u");
    await becomes(ann.item("Second"), '[data-read="true"]');
    await keyboard.press("Delete");
    await gone(ann.item("Second"));
    await becomes(ann.item("First"), ":focus");
    await keyboard.press("Delete");

    await counts(ann.items, 0);
    await shown(ann.inbox.getByText("All quiet"));
  });

  for (const colorScheme of ["light", "dark"] as const) {
    it(`has nothing that axe-core finds, ${colorScheme}, wide and narrow`, async () => {
      const desk = await fixture.open();
      const own = await fixture.open("?user=ben&view=kiln");
      await desk.preset("An invitation");
      await shown(desk.window("ann").item("Raku in the yard on Saturday?"));
      await desk.wire.frames.getByRole("button").first().click();
      await desk.form.getByText("More fields").click();
      await desk.form.getByRole("button", { name: "Add a button" }).click();
      await desk.submit({ title: "", url: "javascript:1" });
      await says(desk.result, /^422 in \d+ ms$/);
      await own.page.getByRole("button", { name: "On the wire" }).click();
      for (const { page } of [desk, own]) {
        await page.emulateMedia({ colorScheme });
        for (const width of [1360, 390]) {
          await page.setViewportSize({ width, height: 860 });
          await assertAccessible(page);
        }
      }
      desk.forgetRefusals();
    });
  }

  it("is served with a policy that allows nothing but its own", async () => {
    const response = await fetch(`${fixture.server.url}/demo/`);

    const policy = response.headers.get("content-security-policy") ?? "";
    assert.match(policy, /default-src 'self'/);
    assert.doesNotMatch(policy, /unsafe|script-src|style-src/);
  });
});
