import type { Notification } from "@belfry/client";
import type { Locator, Page } from "playwright-core";
import type { ElementFixture, ElementPage, Opening } from "./element-page.js";
import { shown } from "./expect.js";

/** What a user sees of their notifications in a page: a bell, and what it opens. */
export class InboxView {
  readonly page: Page;
  readonly bell: Locator;
  readonly badge: Locator;
  readonly panel: Locator;
  readonly items: Locator;
  readonly menu: Locator;
  readonly word: Locator;

  constructor(page: Page) {
    this.page = page;
    this.bell = page.locator("belfry-bell button.bell");
    this.badge = page.locator("belfry-bell .badge");
    this.panel = page.locator("belfry-bell .panel");
    this.items = page.locator("belfry-inbox article.item");
    this.menu = page.locator("belfry-inbox .menu");
    this.word = page.locator("belfry-inbox .word p");
  }

  async openPanel(): Promise<void> {
    await this.bell.click();
    await shown(this.panel);
  }

  item(title: string): Locator {
    return this.items.filter({ has: this.page.getByRole("heading", { name: title }) });
  }

  tab(name: string): Locator {
    return this.page.getByRole("tab", { name });
  }

  /** Presses one of the buttons that appear at an item. */
  async press(title: string, tool: "toggle-read" | "toggle-archived" | "more"): Promise<void> {
    await this.item(title).hover();
    await this.item(title).locator(`.${tool}`).click();
  }

  async choose(title: string, entry: string): Promise<void> {
    await this.press(title, "more");
    await this.menu.getByRole("menuitem", { name: entry }).click();
  }
}

/** Users with a bell each; another one for each test, since the server is that of all. */
export class Users {
  readonly #fixture: ElementFixture;
  #count = 0;

  constructor(fixture: ElementFixture) {
    this.#fixture = fixture;
  }

  readonly newUser = (): string => {
    this.#count += 1;
    return `user-${this.#count}`;
  };

  readonly openPage = (user: string, opening: Opening = {}): Promise<ElementPage> => {
    const token = this.#fixture.server.token(user);
    return this.#fixture.open(
      `<header><belfry-bell token="${token}"></belfry-bell></header><main><h1>A page</h1></main>`,
      opening,
    );
  };

  readonly open = async (user: string, opening: Opening = {}): Promise<InboxView> =>
    new InboxView((await this.openPage(user, opening)).page);

  readonly send = (to: string, title: string, rest: object = {}): Promise<Notification> =>
    this.#fixture.server.send(to, { title, ...rest });
}
