import { after, afterEach, before, beforeEach, describe } from "node:test";
import type { Browser } from "playwright-core";
import { Server } from "../harness/server.js";
import { launchChromium } from "./chromium.js";
import { DemoPage } from "./demo-page.js";

/** What one test in a browser has: a fresh demo server, and tabs. */
export interface BrowserFixture {
  readonly server: Server;
  /** Opens a tab with a profile of its own and waits until its sockets are connected. */
  open(search?: string): Promise<DemoPage>;
}

/** A group of tests in a real browser; no tab of theirs may end with a complaint of any kind. */
export function describeInBrowser(name: string, tests: (fixture: BrowserFixture) => void): void {
  describe(name, () => {
    let browser: Browser | undefined;
    let server: Server | undefined;
    const tabs: DemoPage[] = [];
    const running = () => {
      if (browser === undefined || server === undefined) {
        throw new Error("browser and server are not started yet");
      }
      return { browser, server };
    };
    before(async () => {
      browser = await launchChromium();
    });
    beforeEach(async () => {
      server = await Server.start("demo");
    });
    afterEach(async () => {
      const open = tabs.splice(0);
      const { url } = running().server;
      try {
        await Promise.all(open.map((tab) => tab.assertClean(url)));
      } finally {
        await Promise.all(open.map((tab) => tab.page.context().close()));
        await server?.dispose();
      }
    });
    after(async () => {
      await browser?.close();
    });
    tests({
      get server() {
        return running().server;
      },
      async open(search = "") {
        const context = await running().browser.newContext();
        const tab = await DemoPage.open(context, `${running().server.url}/demo/${search}`);
        tabs.push(tab);
        await tab.connected();
        return tab;
      },
    });
  });
}
