import assert from "node:assert/strict";
import { it } from "node:test";
import { becomes, counts, gone, says, shown } from "./expect.js";
import { describeInBrowser } from "./fixture.js";

/** The moment nearest to eleven that a zone of whole hours has. */
const NIGHT = /^(22:[3-5]|23:[0-3])\d at Ann’s, quiet until 07:00$/;

describeInBrowser("the switches of the demo", (fixture) => {
  it("take the network from one user alone, who misses nothing", async () => {
    const desk = await fixture.open();
    const [ann, ben] = [desk.window("ann"), desk.window("ben")];
    await fixture.send("ann", "Before");
    await shown(ann.item("Before"));

    await ann.switch("Offline").click();
    await says(ann.status, "switched offline");
    await becomes(ann.root, '[data-status="reconnecting"]');
    await ann.markRead("Before");
    await gone(ann.badge);
    await fixture.send("ann", "Meanwhile");
    await fixture.send("ben", "For Ben");
    await shown(ben.item("For Ben"));
    assert.deepEqual(await ann.titles(), ["Before"]);
    assert.equal(await fixture.unread("ann"), 2);
    await shown(desk.wire.of("ann", "no network"));

    await ann.switch("Offline").click();

    await says(ann.status, "connected");
    await shown(ann.item("Meanwhile"));
    await says(ann.badge, "1");
    assert.equal(await fixture.unread("ann"), 1);
  });

  it("cut a socket, which comes back by itself", async () => {
    const desk = await fixture.open();
    const ann = desk.window("ann");

    await ann.switch("Cut").click();

    await shown(desk.wire.of("ann", "socket closed (1000)"));
    await counts(desk.wire.of("ann", "socket opened"), 2);
    await becomes(ann.root, '[data-status="connected"]');
    assert.equal(desk.hellos.length, 4);
  });

  it("bring a user's night, in which only the urgent speaks, and a recap in the morning", async () => {
    const desk = await fixture.open();
    const ann = desk.window("ann");

    await ann.switch("Night").click();
    await says(ann.clock, NIGHT);
    await desk.submit({ title: "Held back" });
    await shown(ann.item("Held back"));
    await desk.submit({ title: "Pressing", priority: "urgent" });
    await shown(ann.toast("Pressing"));
    await counts(ann.toasts, 1);
    await ann.toasts.getByRole("button", { name: "Close" }).click();

    await ann.switch("Night").click();
    await says(ann.clock, /^\d\d:\d\d at Ann’s$/);

    await shown(desk.wire.frames.getByText(/recap of 1/));
    await shown(ann.toasts);
    await desk.submit({ title: "Loud again" });
    await shown(ann.toast("Loud again"));
  });

  it("tell the user's other windows what time it is", async () => {
    const [desk, phone] = [await fixture.open(), await fixture.open("?user=ann")];

    await desk.window("ann").switch("Night").click();

    await says(phone.window("ann").clock, NIGHT);
  });

  it("act in the window that has the connection", async () => {
    const [own, desk] = await fixture.openTogether(["?user=ben", ""]);
    assert.ok(own && desk);
    const [there, here] = [own.window("ben"), desk.window("ben")];
    await says(here.status, "in another window");
    await shown(desk.wire.root.getByText(/Ben: connected by another window/));

    await here.switch("Offline").click();
    await says(there.status, "switched offline");
    await becomes(there.root, ':not([data-status="connected"])');
    await becomes(here.root, ':not([data-status="connected"])');
    await here.switch("Offline").click();
    await becomes(there.root, '[data-status="connected"]');
    await becomes(here.root, '[data-status="connected"]');

    await own.page.getByRole("button", { name: "On the wire" }).click();
    // At first, and after it was offline.
    await counts(own.wire.of("ben", "socket opened"), 2);
    await here.switch("Cut").click();
    await counts(own.wire.of("ben", "socket opened"), 3);
  });
});

describeInBrowser("the wire view of the demo", (fixture) => {
  it("shows what goes in and out, and what it carries", async () => {
    const desk = await fixture.open();
    await fixture.send("ann", "On its way");
    await shown(desk.window("ann").item("On its way"));

    await shown(desk.wire.of("ben", "connect"));
    const frame = desk.wire.of("ann", "inbox").filter({ hasText: "1 upsert, 1 toast, 1 unread" });
    await becomes(frame, '[data-direction="in"]');
    await frame.getByRole("button").click();
    await shown(frame.getByText('"On its way"'));
    await desk.window("ann").markRead("On its way");
    await becomes(desk.wire.of("ann", "markNotificationRead"), '[data-direction="out"]');
    await shown(desk.wire.of("ann", "answer to markNotificationRead"));
    // A user's token is nobody's business.
    assert.doesNotMatch((await desk.wire.root.textContent()) ?? "", /eyJ[\w-]+\.[\w-]+\.[\w-]+/);
  });

  it("can be halted, emptied and thinned out", async () => {
    const desk = await fixture.open();
    const { wire } = desk;
    await wire.root.getByRole("button", { name: "Pause" }).click();
    const before = await wire.frames.count();
    await fixture.send("ann", "Unseen");
    await shown(desk.window("ann").item("Unseen"));
    assert.equal(await wire.frames.count(), before);

    await wire.root.getByRole("button", { name: "Go on" }).click();
    await shown(wire.of("ann", "inbox").getByText(/1 upsert/));
    const ann = wire.root.getByRole("button", { name: "Ann", exact: true });
    await ann.click();
    await counts(wire.of("ann", "inbox"), 0);
    await ann.click();
    await shown(wire.of("ann", "inbox"));

    await wire.root.getByRole("button", { name: "Clear" }).click();
    await counts(wire.frames, 0);
    await fixture.send("ben", "After");
    await shown(wire.of("ben", "inbox"));
  });
});
