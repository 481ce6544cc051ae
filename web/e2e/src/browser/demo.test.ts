import assert from "node:assert/strict";
import { it } from "node:test";
import { becomes, counts, gone, says, shown } from "./expect.js";
import { describeInBrowser } from "./fixture.js";

const TITLE = "Carla liked your photo";

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
    await desk.submit({ to: "Ben", title: "Fence" });
    await shown(ben.toast("Fence"));
    assert.deepEqual(await ben.titles(), ["Fence"]);
    await counts(ben.toasts, 1);
    assert.deepEqual(await annThere.titles(), [TITLE]);
    assert.match((await desk.result.textContent()) ?? "", /^201 in \d+ ms$/);
    assert.equal(await phone.page.title(), "(1) Ann · Belfry");
  });

  it("sends to both", async () => {
    const desk = await fixture.open();

    await desk.submit({ to: "Both", title: "For everyone" });

    await shown(desk.window("ann").item("For everyone"));
    await shown(desk.window("ben").item("For everyone"));
  });

  it("marks read in one window what is then read in the other", async () => {
    const [desk, phone] = [await fixture.open(), await fixture.open("?user=ann")];
    await desk.submit({ title: "One" });
    await desk.submit({ title: "Two" });
    const [here, there] = [desk.window("ann"), phone.window("ann")];
    await says(there.badge, "2");

    await here.item("One").getByRole("button", { name: "Mark “One” as read" }).click();

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

    await here.item("Drop").getByRole("button", { name: "Delete “Drop”" }).click();

    await gone(there.item("Drop"));
    await says(there.badge, "1");
    assert.deepEqual(await there.titles(), ["Keep"]);
  });

  it("misses nothing and repeats nothing after the network was away", async () => {
    const [desk, phone] = [await fixture.open(), await fixture.open("?user=ann")];
    const there = phone.window("ann");
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
    assert.equal(await desk.page.locator(".window img, .window script").count(), 0);
    assert.equal(await desk.page.evaluate(() => window.pwned), undefined);
  });

  it("opens no address but http(s) and relative ones", async () => {
    const desk = await fixture.open();
    const link = desk.window("ann").item("With link").getByRole("link", { name: "Open" });

    await desk.submit({ title: "Bad", url: "javascript:window.pwned=true" });
    await becomes(desk.result, '[data-sent="false"]');
    await desk.submit({ title: "With link", url: "/docs" });
    await shown(link);

    assert.deepEqual(await desk.window("ann").titles(), ["With link"]);
    assert.equal(await link.getAttribute("href"), `${fixture.server.url}/docs`);
    desk.forgetRefusals();
  });

  it("shows the command that does what the form does", async () => {
    const desk = await fixture.open();
    await desk.submit({ title: "It's me", priority: "high" });

    const command = await desk.page.locator(".curl code").textContent();

    assert.match(command ?? "", /^curl http:\/\/127\.0\.0\.1:\d+\/api\/v1\/notifications/);
    assert.match(command ?? "", /"priority": "high"/);
    assert.match(command ?? "", /"title": "It'\\''s me"/);
  });

  it("has toasts for all but the quiet, and presses the pressing", async () => {
    const desk = await fixture.open();
    const ann = desk.window("ann");

    await desk.submit({ title: "Quiet", priority: "low" });
    await shown(ann.item("Quiet"));
    await desk.submit({ title: "Pressing", priority: "urgent" });

    await shown(ann.root.getByRole("alert").getByText("Pressing"));
    await counts(ann.toasts, 1);
    await ann.toasts.getByRole("button", { name: "Close “Pressing”" }).click();
    await counts(ann.toasts, 0);
  });

  it("can be used by keyboard alone", async () => {
    const desk = await fixture.open();
    const ann = desk.window("ann");
    await desk.submit({ title: "First" });
    await desk.submit({ title: "Second" });
    await shown(ann.item("Second"));

    await ann.bell.focus();
    await desk.page.keyboard.press("Enter");
    await gone(ann.panel);
    await desk.page.keyboard.press("Enter");
    await shown(ann.panel);
    await desk.page.keyboard.press("Tab");
    await desk.page.keyboard.press("Tab");
    await desk.page.keyboard.press("Space");
    await becomes(ann.item("Second"), '[data-read="true"]');
    await desk.page.keyboard.press("Tab");
    await desk.page.keyboard.press("Enter");
    await gone(ann.item("Second"));
    await desk.page.keyboard.press("Enter");

    await counts(ann.items, 0);
    await shown(ann.panel.getByText("All quiet"));
  });

  it("is served with a policy that allows nothing but its own", async () => {
    const response = await fetch(`${fixture.server.url}/demo/`);

    const policy = response.headers.get("content-security-policy") ?? "";
    assert.match(policy, /default-src 'self'/);
    assert.doesNotMatch(policy, /unsafe|script-src|style-src/);
  });
});
