import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { after, afterEach, before, describe } from "node:test";
import { fileURLToPath } from "node:url";
import type { Browser, BrowserContext, BrowserContextOptions, Page, Route } from "playwright-core";
import { Server, type Settings } from "../harness/server.js";
import { launchChromium } from "./chromium.js";

const WITHIN_MS = 10_000;
const PAGE_PATH = "/page.html";
const POLICY = "default-src 'self'; connect-src 'self' ws: wss:";
const BUILT = fileURLToPath(
  new URL("../../../../../elements/dist/page/belfry.js", import.meta.url),
);

/** How a page is opened. */
export interface Opening {
  readonly lang?: string;
  readonly dir?: "ltr" | "rtl";
  /** The page's own style sheet. */
  readonly css?: string;
  /** Whether the page's time can be moved, by `page.clock`. */
  readonly clock?: boolean;
  /** What runs in it before any script of its own. */
  readonly before?: () => void;
  /** What a new profile is like: its screen, its zone, its permissions. */
  readonly profile?: BrowserContextOptions;
  /** Whether to wait until its elements are connected; so it is unless this is false. */
  readonly connects?: boolean;
  /** Another page, whose profile it shares: it is another tab of the same browser. */
  readonly beside?: ElementPage;
}

/** What the tests of elements have: a server, and pages. */
export interface ElementFixture {
  readonly server: Server;
  /** Opens a page with that in its body. */
  open(body: string, opening?: Opening): Promise<ElementPage>;
}

/** A group of tests of elements in a real browser; no page of theirs may end with a complaint. */
export function describeElements(
  name: string,
  tests: (fixture: ElementFixture) => void,
  settings: Settings = {},
): void {
  describe(name, () => {
    let browser: Browser | undefined;
    let server: Server | undefined;
    const pages: ElementPage[] = [];
    const running = () => {
      if (browser === undefined || server === undefined) {
        throw new Error("browser and server are not started yet");
      }
      return { browser, server };
    };
    before(async () => {
      [browser, server] = await Promise.all([
        launchChromium(),
        Server.start("serve", { BELFRY_RETENTION_COUNT: "10000", ...settings }),
      ]);
    });
    afterEach(async () => {
      const open = pages.splice(0);
      try {
        for (const page of open) {
          page.assertClean();
        }
      } finally {
        await Promise.all(open.map(({ page }) => page.context().close()));
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
      async open(body, opening = {}) {
        const { beside, profile = {} } = opening;
        // To Chromium, a page that a test answers is from elsewhere.
        const permissions = ["local-network-access", ...(profile.permissions ?? [])];
        const context =
          beside?.page.context() ??
          (await running().browser.newContext({ ...profile, permissions }));
        const page = await ElementPage.open(context, running().server.url, body, opening);
        pages.push(page);
        if (opening.connects !== false) {
          await page.connected();
        }
        return page;
      },
    });
  });
}

/**
 * A page with elements in it, under a strict content security policy, at the server's own origin.
 * It remembers whatever went wrong.
 */
export class ElementPage {
  readonly page: Page;
  readonly problems: string[] = [];
  readonly #forgiven: RegExp[] = [];

  private constructor(page: Page) {
    this.page = page;
  }

  static async open(
    context: BrowserContext,
    origin: string,
    body: string,
    opening: Opening,
  ): Promise<ElementPage> {
    const opened = new ElementPage(await context.newPage());
    const { page } = opened;
    page.setDefaultTimeout(WITHIN_MS);
    opened.#watch();
    await page.route(origin + PAGE_PATH, (route) => answer(route, "html", pageWith(body, opening)));
    await page.route(`${origin}/page.css`, (route) => answer(route, "css", opening.css ?? ""));
    await page.route(`${origin}/belfry.js`, serveBuilt);
    if (opening.before !== undefined) {
      await page.addInitScript(opening.before);
    }
    if (opening.clock === true) {
      await page.clock.install();
    }
    await page.goto(origin + PAGE_PATH);
    return opened;
  }

  /** Waits until each element of the page shows what its server says. */
  async connected(): Promise<void> {
    const deadline = Date.now() + WITHIN_MS;
    for (;;) {
      const statuses = await this.page.evaluate(statusesOfElements);
      if (statuses.every((status) => status === "connected")) {
        return;
      }
      assert.ok(Date.now() < deadline, `elements are ${statuses.join(", ")}`);
    }
  }

  /**
   * Stops the page's time once it shows what its server says, for which it needs time: from now on
   * it passes by `page.clock.runFor`.
   */
  async stopClock(): Promise<void> {
    await this.connected();
    const { clock } = this.page;
    await clock.pauseAt((await this.page.evaluate(() => Date.now())) + 1_000);
  }

  /** Expects complaints of this kind, such as those of a network that was taken away. */
  forgive(complaint: RegExp): void {
    this.#forgiven.push(complaint);
  }

  /** Fails with whatever the console, scripts or the policy had to complain of. */
  assertClean(): void {
    const problems = this.problems.filter(
      (problem) => !this.#forgiven.some((each) => each.test(problem)),
    );
    assert.deepEqual(problems, []);
  }

  /** What the policy stops, Chromium says in the console. */
  #watch(): void {
    const { page, problems } = this;
    page.on("console", (line) => {
      if (line.type() === "error" || line.type() === "warning") {
        problems.push(line.text());
      }
    });
    page.on("pageerror", (error) => problems.push(error.message));
    page.on("dialog", (dialog) => {
      problems.push(`dialog: ${dialog.message()}`);
      void dialog.dismiss();
    });
  }
}

/** What tests see of an element. */
interface Shown extends Element {
  readonly state?: { readonly status: string; readonly inbox: { readonly position: unknown } };
}

/** How the clients of the page's elements stand; nothing of one that has not heard of its inbox. */
function statusesOfElements(): readonly (string | undefined)[] {
  const elements = [...document.querySelectorAll<Shown>("*")].filter(({ localName }) =>
    localName.startsWith("belfry-"),
  );
  return elements.map(({ state }) => (state?.inbox.position ? state.status : undefined));
}

function pageWith(body: string, { lang = "en", dir = "ltr", css }: Opening): string {
  const sheet = css === undefined ? "" : '<link rel="stylesheet" href="/page.css">';
  return `<!doctype html>
    <html lang="${lang}" dir="${dir}">
      <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, viewport-fit=cover">
        <title>A page</title>
        ${sheet}
        <script type="module" src="/belfry.js"></script>
      </head>
      <body>${body}</body>
    </html>`;
}

function answer(route: Route, type: "html" | "css", body: string): Promise<void> {
  return route.fulfill({
    contentType: `text/${type}; charset=utf-8`,
    headers: { "Content-Security-Policy": POLICY },
    body,
  });
}

/** The server's own `/belfry.js`, or where it has none the one that was built last. */
async function serveBuilt(route: Route): Promise<void> {
  const response = await route.fetch();
  if (response.ok()) {
    await route.fulfill({ response });
  } else if (existsSync(BUILT)) {
    await route.fulfill({ contentType: "text/javascript; charset=utf-8", path: BUILT });
  } else {
    throw new Error(`the server has no /belfry.js, and none is at ${BUILT}: build it first`);
  }
}
