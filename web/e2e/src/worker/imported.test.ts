import assert from "node:assert/strict";
import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { after, before, it } from "node:test";
import { PLAIN_PAGE } from "./application.js";
import { describeWorker } from "./fixture.js";
import { RegisteredWorker } from "./registered-worker.js";

const SCRIPT = "/own-worker.js";

describeWorker("a worker of an application's own that imports Belfry's", (fixture) => {
  let version = 1;
  const application = createServer(({ url }, response) => {
    if (url === SCRIPT) {
      response.setHeader("Content-Type", "text/javascript");
      response.end(`importScripts("${fixture.server.url}/belfry-sw.js"); // ${version}`);
    } else {
      response.setHeader("Content-Type", "text/html").end("<!doctype html><title>Own</title>");
    }
  });
  const origin = () => `http://127.0.0.1:${(application.address() as AddressInfo).port}`;
  before(async () => {
    await once(application.listen(0, "127.0.0.1"), "listening");
    await fixture.context.grantPermissions(["notifications"], { origin: origin() });
  });
  after(() => {
    application.closeAllConnections();
    application.close();
  });
  const open = async (url: string) => {
    const page = await fixture.context.newPage();
    await page.goto(url);
    return page;
  };

  it("shows what is pushed, and leads clicks to the application's pages", async () => {
    const own = await RegisteredWorker.register(fixture.context, origin(), SCRIPT);
    const receipt = fixture.sink.address("/own-1");
    const notification = { id: "own-1", title: "Own", url: "/there" };
    await own.push(JSON.stringify({ notification, receipt }));
    await fixture.desktop.shows("Own");
    const opened = fixture.context.waitForEvent("page");

    fixture.desktop.click("Own");

    await (await opened).waitForURL(`${origin()}/there`);
    await fixture.sink.hears("/own-1", { event: "clicked" });
  });

  it("keeps its own life: a new version waits until the old one has no page", async () => {
    const page = await open(origin());
    version += 1;

    await page.evaluate(async () => {
      await (await navigator.serviceWorker.ready).update();
    });

    await page.waitForFunction(async () => {
      const { active, waiting } = await navigator.serviceWorker.ready;
      return active?.state === "activated" && waiting?.state === "installed";
    });
  });

  it("takes over no page that was there before", async () => {
    const page = await open(`${origin()}/scope/page`);

    const isTaken = await page.evaluate(async (script) => {
      const { serviceWorker } = navigator;
      const before = serviceWorker.controller;
      const registration = await serviceWorker.register(script, { scope: "/scope/" });
      const active = registration.installing;
      while (active !== null && active.state !== "activated") {
        await new Promise((changed) => active.addEventListener("statechange", changed));
      }
      const { controller } = serviceWorker;
      await registration.unregister();
      return controller !== before;
    }, SCRIPT);

    assert.equal(isTaken, false);
  });

  it("does not share that with Belfry's own, which takes pages over at once", async () => {
    const page = await fixture.open(`${PLAIN_PAGE}/scope/page`);

    await page.evaluate(async () => {
      const { serviceWorker } = navigator;
      const taken = new Promise((changed) =>
        serviceWorker.addEventListener("controllerchange", changed),
      );
      const scope = new URL(".", location.href).pathname;
      const registration = await serviceWorker.register("/belfry-sw.js", { scope });
      await taken;
      await registration.unregister();
    });
  });
});
