import assert from "node:assert/strict";
import { it } from "node:test";
import { describeWorker } from "./fixture.js";

describeWorker("a worker that the browser has ended", (fixture) => {
  it("knows what it has shown before", async () => {
    const card = { notification: { id: "ended-1", seq: 4, title: "Shown before" } };
    await fixture.push(card);
    await fixture.desktop.shows("Shown before");
    fixture.desktop.dismiss("Shown before");
    // It is done with one before it begins with the next.
    await fixture.push({ notification: { id: "ended-2", title: "Next" } });
    await fixture.desktop.shows("Next");

    await fixture.worker.end();
    await fixture.push(card);
    await fixture.push({ notification: { id: "ended-3", title: "Last" } });

    await fixture.desktop.shows("Next", "Last");
    assert.deepEqual(
      fixture.desktop.shown.map(({ title }) => title),
      ["Shown before", "Next", "Last"],
    );
  });

  it("tells the server what it could not tell before", async () => {
    const actions = [{ id: "accept", label: "Accept" }];
    fixture.sink.status = 503;
    await fixture.push({
      notification: { id: "later-1", title: "Order 5", actions },
      receipt: fixture.sink.address("/later-1"),
    });
    await fixture.desktop.shows("Order 5");
    fixture.desktop.click("Order 5", "Accept");
    await fixture.sink.refuses(1);
    await fixture.kept(1);

    await fixture.worker.end();
    fixture.sink.status = 204;
    await fixture.push({ close: [] });

    await fixture.sink.hears("/later-1", { event: "acted", action: "accept" });
    await fixture.kept(0);
  });
});
