import type { Locator, Page } from "playwright-core";
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
