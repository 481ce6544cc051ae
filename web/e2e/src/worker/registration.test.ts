import assert from "node:assert/strict";
import { it } from "node:test";
import { someone } from "../harness/fixture.js";
import type { ApplicationWindow } from "./application.js";
import { describeWorker } from "./fixture.js";

describeWorker("a page that wants to be pushed to", (fixture) => {
  const open = async () => {
    const page = await fixture.open(`/app/inbox?token=${fixture.server.token(someone())}`);
    await page.waitForFunction(() => "registration" in globalThis);
    return page;
  };

  it("registers the worker, and has it running then", async () => {
    const page = await open();

    const states = await page.evaluate(async () => {
      const { registration } = globalThis as unknown as ApplicationWindow;
      const there = await registration.registerWorker();
      const scope = `${location.pathname}/scope/`;
      const another = await registration.registerWorker("/belfry-sw.js", scope);
      const { active } = another;
      await another.unregister();
      return [there.active?.state, active !== null, new URL(another.scope).pathname];
    });

    assert.deepEqual(states, ["activated", true, "/app/inbox/scope/"]);
  });

  it("learns that a worker cannot be had", async () => {
    const page = await open();

    const problem = await page.evaluate(() =>
      (globalThis as unknown as ApplicationWindow).registration
        .registerWorker("/nothing.js")
        .catch(String),
    );

    assert.match(String(problem), /TypeError/);
  });

  it("does not ask again who has granted it", async () => {
    const page = await open();

    const answers = await page.evaluate(async () => {
      const { registration } = globalThis as unknown as ApplicationWindow;
      return [registration.isPushSupported(), await registration.askPermission()];
    });

    assert.deepEqual(answers, [true, "granted"]);
  });

  it("hears when the browser has ended the subscription", async () => {
    const page = await open();
    const heard = page.evaluate(
      () =>
        new Promise<void>((resolve) => {
          const { registration } = globalThis as unknown as ApplicationWindow;
          registration.onSubscriptionLost(resolve);
          document.title = "listening";
        }),
    );
    await page.waitForFunction(() => document.title === "listening");

    await fixture.worker.run(() => {
      // No test can have the browser end it.
      const event = new Event("pushsubscriptionchange");
      dispatchEvent(Object.assign(event, { waitUntil: () => undefined }));
    });

    await heard;
  });
});
