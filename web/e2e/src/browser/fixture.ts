import assert from "node:assert/strict";
import { after, afterEach, before, describe } from "node:test";
import type { Browser, BrowserContext } from "playwright-core";
import { Server } from "../harness/server.js";
import { launchChromium } from "./chromium.js";
import { DemoPage } from "./demo-page.js";

/** Those of the demo. */
const USERS = ["ann", "ben", "carla"];

/** High enough that toasts, at the lower edge of a user's window, do not cover its first items. */
const DESK = { viewport: { width: 1280, height: 1200 } };

interface DemoConfig {
  readonly apiKey: string;
}

/** What tests of the demo have: a server, whose users are new for each test, and tabs. */
export interface BrowserFixture {
  readonly server: Server;
  /** Opens a tab with a profile of its own, at the inboxes, once its sockets are connected. */
  open(search?: string): Promise<DemoPage>;
  /** Opens tabs of one profile, in each of which `script` runs first, in the same way. */
  openTogether(searches: readonly string[], script?: () => void): Promise<readonly DemoPage[]>;
  /** Opens one more tab of the profile that this one has. */
  openBeside(tab: DemoPage, search: string): Promise<DemoPage>;
  /** Sends as a backend does, with the demo's key. */
  send(to: string, title: string): Promise<void>;
  /** How many the server says are unread. */
  unread(user: string): Promise<number>;
  /** How many sockets the server has open. */
  connections(): Promise<number>;
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
    const openIn = async (context: BrowserContext, search: string) => {
      const tab = await DemoPage.open(context, `${running().server.url}/demo/${search}`);
      tabs.push(tab);
      await tab.connected();
      await tab.showInboxes();
      return tab;
    };
    const call = async (method: string, path: string, body?: unknown) => {
      const { url } = running().server;
      const config = (await (await fetch(`${url}/demo/config.json`)).json()) as DemoConfig;
      return fetch(url + path, {
        method,
        headers: { Authorization: `Bearer ${config.apiKey}`, "Content-Type": "application/json" },
        ...(body !== undefined && { body: JSON.stringify(body) }),
      });
    };
    /** Each test finds the users as new, and nobody connected. */
    const forgetUsers = async () => {
      for (const user of USERS) {
        const { status } = await call("DELETE", `/api/v1/users/${user}`);
        assert.ok(status === 204 || status === 404, `${status}`);
      }
      while ((await connections(running().server.url)) > 0);
    };
    before(async () => {
      [browser, server] = await Promise.all([launchChromium(), Server.start("demo")]);
    });
    afterEach(async () => {
      const open = tabs.splice(0);
      const { url } = running().server;
      try {
        const there = open.filter(({ page }) => !page.isClosed());
        await Promise.all(there.map((tab) => tab.assertClean(url)));
      } finally {
        await Promise.all(open.map((tab) => tab.page.context().close()));
        await forgetUsers();
      }
    });
    after(async () => {
      await browser?.close();
      await server?.dispose();
    });
    tests({
      get server() {
        return running().server;
      },
      async open(search = "") {
        return openIn(await running().browser.newContext(DESK), search);
      },
      async openTogether(searches, script) {
        const context = await running().browser.newContext(DESK);
        if (script !== undefined) {
          await context.addInitScript(script);
        }
        const opened: DemoPage[] = [];
        for (const search of searches) {
          opened.push(await openIn(context, search));
        }
        return opened;
      },
      openBeside(tab, search) {
        return openIn(tab.page.context(), search);
      },
      async send(to, title) {
        const response = await call("POST", "/api/v1/notifications", { to, title });
        assert.equal(response.status, 201);
      },
      async unread(user) {
        const response = await call("GET", `/api/v1/users/${user}/inbox`);
        return ((await response.json()) as { unread: number }).unread;
      },
      connections() {
        return connections(running().server.url);
      },
    });
  });
}

async function connections(url: string): Promise<number> {
  const metrics = await (await fetch(`${url}/metrics`)).text();
  return Number(/^belfry_socket_connections (\S+)$/m.exec(metrics)?.[1]);
}
