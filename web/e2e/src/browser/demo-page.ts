import assert from "node:assert/strict";
import type { BrowserContext, Locator, Page } from "playwright-core";

declare global {
  interface Window {
    /** What the page's policy had to stop. */
    violations: string[];
    /** Set by a payload that ran although it must not. */
    pwned?: boolean;
  }
}

const WITHIN_MS = 10_000;
/** How the packet that opens a namespace begins. */
const CONNECT = "40";
const LOST_NETWORK = /ERR_INTERNET_DISCONNECTED|ERR_NETWORK_CHANGED/;

/** The handshake of the sync dialect. */
interface Hello {
  readonly since?: { readonly epoch: string; readonly seq: number } | null;
}

/** What a sender types into the form. */
export interface Draft {
  readonly to?: string;
  readonly type?: string;
  readonly priority?: string;
  readonly title: string;
  readonly message?: string;
  readonly url?: string;
}

/** One tab with the demo in it, which remembers whatever went wrong. */
export class DemoPage {
  readonly page: Page;
  readonly problems: string[] = [];
  readonly origins = new Set<string>();
  /** What each Socket.IO connection of the tab said first. */
  readonly hellos: Hello[] = [];

  #forgiving = false;

  private constructor(page: Page) {
    this.page = page;
  }

  static async open(context: BrowserContext, url: string): Promise<DemoPage> {
    const demo = new DemoPage(await context.newPage());
    await demo.#watch();
    await demo.page.goto(url);
    return demo;
  }

  window(user: string): UserView {
    return new UserView(this.page.locator(`.window[data-user="${user}"]`));
  }

  get form(): Locator {
    return this.page.locator(".sender form");
  }

  get result(): Locator {
    return this.page.locator(".sender .result");
  }

  /** Waits until every socket of the page is connected. */
  async connected(): Promise<void> {
    await this.page.locator(".window").first().waitFor();
    await this.page.locator('.window:not([data-status="connected"])').first().waitFor({
      state: "detached",
    });
  }

  /** Takes the network away from the tab, or gives it back; errors that come of it are its own. */
  async setOffline(offline: boolean): Promise<void> {
    this.forgive();
    await this.page.context().setOffline(offline);
  }

  /** Expects that the network will be lost. */
  forgive(): void {
    this.#forgiving = true;
  }

  /** Fills the form and sends it, without waiting for what comes of it. */
  async submit(draft: Draft): Promise<void> {
    const form = this.form;
    await form.getByRole("radio", { name: draft.to ?? "Ann" }).check();
    await form.getByRole("radio", { name: draft.priority ?? "normal" }).check();
    await form.locator("[name=type]").selectOption(draft.type ?? "info");
    await form.locator("[name=title]").fill(draft.title);
    await form.locator("[name=message]").fill(draft.message ?? "");
    await form.locator("[name=url]").fill(draft.url ?? "");
    await form.getByRole("button", { name: "Send" }).click();
  }

  /** Sends what the form holds once more, under another title. */
  async submitAgain(title: string): Promise<void> {
    await this.form.locator("[name=title]").fill(title);
    await this.form.getByRole("button", { name: "Send" }).click();
  }

  /** Drops the complaints about requests that the test meant to be refused. */
  forgetRefusals(): void {
    const kept = this.problems.filter((problem) => !problem.includes("status of 422"));
    this.problems.splice(0, this.problems.length, ...kept);
  }

  /** The tab has asked only its own server, and nothing was wrong. */
  async assertClean(origin: string): Promise<void> {
    assert.deepEqual([...this.origins], [origin]);
    assert.deepEqual(await this.page.evaluate(() => window.violations), []);
    assert.deepEqual(this.problems, []);
  }

  #complain(problem: string): void {
    if (!(this.#forgiving && LOST_NETWORK.test(problem))) {
      this.problems.push(problem);
    }
  }

  async #watch(): Promise<void> {
    const { page } = this;
    page.setDefaultTimeout(WITHIN_MS);
    page.on("console", (line) => {
      if (line.type() === "error" || line.type() === "warning") {
        this.#complain(line.text());
      }
    });
    page.on("pageerror", (error) => this.problems.push(error.message));
    page.on("dialog", (dialog) => {
      this.problems.push(`dialog: ${dialog.message()}`);
      void dialog.dismiss();
    });
    page.on("request", (request) => this.origins.add(new URL(request.url()).origin));
    page.on("websocket", (socket) => {
      this.origins.add(new URL(socket.url().replace(/^ws/, "http")).origin);
      socket.on("framesent", ({ payload }) => {
        if (typeof payload === "string" && payload.startsWith(CONNECT)) {
          this.hellos.push(JSON.parse(payload.slice(CONNECT.length)) as Hello);
        }
      });
    });
    await page.addInitScript(() => {
      window.violations = [];
      document.addEventListener("securitypolicyviolation", (violation) => {
        window.violations.push(`${violation.violatedDirective} ${violation.blockedURI}`);
      });
    });
  }
}

/** One user's window inside the page. */
export class UserView {
  readonly root: Locator;
  readonly badge: Locator;
  readonly bell: Locator;
  readonly panel: Locator;
  readonly items: Locator;
  readonly toasts: Locator;
  readonly markAll: Locator;
  readonly status: Locator;

  constructor(root: Locator) {
    this.root = root;
    this.badge = root.locator(".badge");
    this.bell = root.locator(".bell");
    this.panel = root.locator(".panel");
    this.items = root.locator(".item");
    this.toasts = root.locator(".toast");
    this.markAll = root.locator(".mark-all");
    this.status = root.locator(".status");
  }

  item(title: string): Locator {
    return this.items.filter({
      has: this.root.page().getByRole("heading", { name: title, exact: true }),
    });
  }

  toast(title: string): Locator {
    return this.toasts.filter({ hasText: title });
  }

  titles(): Promise<string[]> {
    return this.items.locator("h3").allTextContents();
  }
}
