import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { it } from "node:test";
import { becomes, counts, gone, says, shown } from "./expect.js";
import { describeInBrowser } from "./fixture.js";

describeInBrowser("the console of the demo", (fixture) => {
  it("shows the command that does what the form does", async () => {
    const desk = await fixture.open();
    await desk.submit({ title: "It's me", priority: "high" });
    await shown(desk.window("ann").item("It's me"));
    await desk.form.locator("[name=title]").fill("It's 'me' again");

    const command = (await desk.sender.locator(".curl code").textContent()) ?? "";

    assert.match(command, /^curl http:\/\/127\.0\.0\.1:\d+\/api\/v1\/notifications/);
    assert.match(command, /"priority": "high"/);
    execFileSync("sh", ["-c", `${command} --silent --fail --output /dev/null`]);
    await shown(desk.window("ann").item("It's 'me' again"));
  });

  it("says beside each field what the server has against it, folded away or not", async () => {
    const desk = await fixture.open();
    const { form } = desk;
    await form.getByText("More fields").click();
    await form.locator("[name=ttl]").fill("soon");
    await form.getByText("More fields").click();

    await desk.submit({ title: "", url: "javascript:1" });

    await says(desk.result, /^422 in \d+ ms$/);
    await shown(form.getByText("Refused: 3 fields are not valid."));
    await becomes(form.getByLabel("Title", { exact: true }), ":focus");
    for (const [label, said] of [
      ["Title", /^must have 1 to 256 characters/],
      ["Link", /^must be an http or https address/],
      ["Expires after", /^must be a whole number of seconds/],
    ] as const) {
      const field = form.getByLabel(label, { exact: true });
      await becomes(field, '[aria-invalid="true"]');
      const id = (await field.getAttribute("aria-describedby"))?.split(" ")[0] ?? "";
      assert.match((await form.locator(`[id="${id}"]`).textContent()) ?? "", said);
      await shown(field);
    }
    desk.forgetRefusals();
  });

  it("does not send what is no JSON", async () => {
    const desk = await fixture.open();
    const { form } = desk;
    await form.getByText("More fields").click();

    await form.locator("[name=data]").fill('{"piece": ');
    await desk.send();

    await shown(form.getByText("is no JSON"));
    await becomes(form.locator("[name=data]"), ":focus");
    await form.locator("[name=data]").fill('{"piece": 5}');
    await desk.send();
    await says(desk.result, /^201 in \d+ ms$/);
    await gone(form.getByText("is no JSON"));
    assert.match((await form.locator(".body code").textContent()) ?? "", /"piece": 5/);
  });

  it("sends likes that grow one card", async () => {
    const desk = await fixture.open();
    const ann = desk.window("ann");

    await desk.preset("A like");
    await shown(ann.item("Dora likes your moon jar"));
    await desk.preset("A like");
    await desk.preset("A like");

    await shown(ann.item("Farah and 2 more like your moon jar"));
    await counts(ann.items, 1);
    await says(ann.badge, "1");
  });

  it("sends an invitation that whoever is first answers for all", async () => {
    const desk = await fixture.open();
    const [ann, ben] = [desk.window("ann"), desk.window("ben")];
    await desk.sender.getByRole("checkbox", { name: "Ben" }).check();
    await desk.preset("An invitation");
    const title = "Raku in the yard on Saturday?";

    await ben.item(title).getByRole("button", { name: "Accept" }).click();

    await shown(ann.item(title).getByText("Accept, by ben"));
    await gone(ann.item(title).getByRole("button", { name: "Accept" }));
  });

  it("sends thirty by one call", async () => {
    const desk = await fixture.open();

    await desk.preset("30 at once");

    await shown(desk.form.getByText("30 notifications stored in one call."));
    await says(desk.window("ann").badge, "30");
    assert.ok((await desk.window("ann").toasts.count()) <= 3);
  });

  it("sends to whoever subscribes to a topic, and to everybody less some", async () => {
    const desk = await fixture.open();
    await desk.form.getByRole("radio", { name: "A topic" }).check();
    await shown(desk.form.getByText("Nobody here subscribes to it yet"));
    await desk.form.getByRole("checkbox", { name: "Carla" }).check();
    await shown(desk.form.getByText("They subscribe to it."));

    await desk.submitAgain("For the topic");

    await shown(desk.window("carla").item("For the topic"));
    await desk.form.getByRole("radio", { name: "Everybody" }).check();
    await desk.form.getByText("More fields").click();
    await desk.form.locator("[name=except][value=ben]").check();
    await desk.submitAgain("For nearly all");
    await shown(desk.window("carla").item("For nearly all"));
    await shown(desk.window("ann").item("For nearly all"));
    assert.deepEqual(await desk.window("ann").titles(), ["For nearly all"]);
    assert.deepEqual(await desk.window("ben").titles(), []);
  });

  it("says that a subscription is refused, and that nobody subscribes", async () => {
    const desk = await fixture.open();
    await desk.form.getByRole("radio", { name: "A topic" }).check();
    await desk.form.getByLabel("Topic", { exact: true }).fill("no topic at all");

    await desk.form.getByRole("checkbox", { name: "Carla" }).click();

    await says(desk.result, /^422 in \d+ ms$/);
    await becomes(desk.form.getByRole("checkbox", { name: "Carla" }), ":not(:checked)");
    desk.forgetRefusals();
  });
});
