import assert from "node:assert/strict";
import { it } from "node:test";
import { describeWithServer } from "../harness/fixture.js";
import { launchChromium } from "./chromium.js";
import { shown } from "./expect.js";

describeWithServer("the page of a server that is not in demo mode", "serve", (fixture) => {
  it("says so, and how to run a demo", async () => {
    const browser = await launchChromium();
    try {
      const page = await browser.newPage();
      await page.goto(`${fixture.server.url}/demo/`);

      await shown(page.getByRole("heading", { name: "This server is not in demo mode" }));
      assert.equal(await page.locator(".notice pre").textContent(), "./belfry demo");
      assert.equal(await page.locator(".window").count(), 0);
    } finally {
      await browser.close();
    }
  });
});
