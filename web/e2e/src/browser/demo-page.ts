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
  /** Names of users. */
  readonly to?: readonly string[];
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

  get sender(): Locator {
    return this.page.locator(".sender");
  }

  get form(): Locator {
    return this.sender.locator("form");
  }

  get result(): Locator {
    return this.sender.locator(".result");
  }

  get wire(): WireLog {
    return new WireLog(this.page.locator(".wire"));
  }

  /** Waits until every socket of the page is connected. */
  async connected(): Promise<void> {
    await this.page.locator(".window").first().waitFor({ state: "attached" });
    await this.page.locator('.window:not([data-status="connected"])').first().waitFor({
      state: "detached",
    });
  }

  /** Goes to the inbox in each window of the page. */
  async showInboxes(): Promise<void> {
    for (const tab of await this.page.locator(".app-nav [data-view=inbox]").all()) {
      if (await tab.isVisible()) {
        await tab.click();
      }
    }
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
    const { form } = this;
    const { to = ["Ann"] } = draft;
    for (const box of await form.locator("[name=to]").all()) {
      const name = (await box.locator("..").textContent())?.trim() ?? "";
      await box.setChecked(to.includes(name));
    }
    await form.getByRole("radio", { name: draft.priority ?? "normal" }).check();
    await form.locator("[name=type]").fill(draft.type ?? "");
    await form.locator("[name=title]").fill(draft.title);
    await form.locator("[name=message]").fill(draft.message ?? "");
    await form.locator("[name=url]").fill(draft.url ?? "");
    await this.send();
  }

  /** Sends what the form holds once more, under another title. */
  async submitAgain(title: string): Promise<void> {
    await this.form.locator("[name=title]").fill(title);
    await this.send();
  }

  /** Sends what the form holds. */
  async send(): Promise<void> {
    await this.form.getByRole("button", { name: "Send", exact: true }).click();
  }

  /** Sends what is ready. */
  async preset(label: string): Promise<void> {
    await this.sender.getByRole("button", { name: label }).click();
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
  /** The inbox as a part of the application. */
  readonly inbox: Locator;
  readonly items: Locator;
  readonly toasts: Locator;
  readonly markAll: Locator;
  /** How it is connected, in words. */
  readonly status: Locator;
  readonly clock: Locator;

  constructor(root: Locator) {
    this.root = root;
    this.badge = root.locator("belfry-bell .badge");
    this.bell = root.locator("belfry-bell button.bell");
    this.panel = root.locator("belfry-bell .panel");
    this.inbox = root.locator(".inbox-room belfry-inbox");
    this.items = this.inbox.locator(".item");
    this.toasts = root.locator("belfry-toasts .toast");
    this.markAll = this.inbox.getByRole("button", { name: "Mark all read" });
    this.status = root.locator(".controls .status");
    this.clock = root.locator(".controls .clock span");
  }

  /** One of the switches of the demo. */
  switch(name: "Offline" | "Cut" | "Night"): Locator {
    return this.root.getByRole("button", { name, exact: true });
  }

  /** A part of the application. */
  tab(name: "Shelf" | "Kiln" | "Classes" | "Inbox"): Locator {
    return this.root.locator(".app-nav").getByRole("button", { name });
  }

  item(title: string): Locator {
    return this.items.filter({
      has: this.root.page().locator(".title").getByText(title, { exact: true }),
    });
  }

  toast(title: string): Locator {
    return this.toasts.filter({ hasText: title });
  }

  titles(): Promise<string[]> {
    return this.items.locator(".title bdi").allTextContents();
  }

  async markRead(title: string): Promise<void> {
    await this.item(title)
      .getByRole("button", { name: `Mark as read: ${title}` })
      .click();
  }

  async remove(title: string): Promise<void> {
    await this.item(title)
      .getByRole("button", { name: `More actions: ${title}` })
      .click();
    await this.inbox.getByRole("menuitem", { name: "Delete" }).click();
  }
}

/** What went over the wire, as the page shows it. */
export class WireLog {
  readonly root: Locator;
  readonly frames: Locator;

  constructor(root: Locator) {
    this.root = root;
    this.frames = root.locator(".wire-frame");
  }

  /** The frames of a user by what they are. */
  of(user: string, name: string): Locator {
    return this.frames
      .and(this.root.page().locator(`[data-user="${user}"]`))
      .filter({ has: this.root.page().locator(".name").getByText(name, { exact: true }) });
  }
}
