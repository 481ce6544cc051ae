import assert from "node:assert/strict";
import { fileURLToPath } from "node:url";
import type { Channel, Preferences, PreferencesView } from "@belfry/client";
import type { Locator, Page } from "playwright-core";
import type { Server } from "../harness/server.js";
import type { ElementFixture, ElementPage, Opening } from "./element-page.js";
import { becomes, shown } from "./expect.js";

const WITHIN_MS = 10_000;
const MOST_TABS = 60;

/** A server that knows some types, one of them required, and one whose label is hostile. */
export const WITH_TYPES = {
  BELFRY_CONFIG: fileURLToPath(
    new URL("../../../../src/browser/preferences-types.yaml", import.meta.url),
  ),
};

/** What a user sees of their preferences in a page: the form, and a bell with its toasts. */
export class PreferencesPage {
  readonly tab: ElementPage;
  readonly page: Page;
  readonly form: Locator;
  readonly badge: Locator;
  readonly toasts: Locator;
  readonly banner: Locator;
  readonly notice: Locator;
  readonly hours: Locator;
  /** Whether it is silent, and until when. */
  readonly silence: Locator;
  readonly save: Locator;
  readonly #root: Locator;

  private constructor(tab: ElementPage) {
    const { page } = tab;
    this.tab = tab;
    this.page = page;
    this.form = page.locator("belfry-preferences");
    this.badge = page.locator("belfry-bell .badge");
    this.toasts = page.locator("belfry-bell .toast");
    this.banner = this.form.locator(".banner");
    this.notice = this.form.locator("[data-notice]");
    this.hours = this.form.locator(".window");
    this.silence = this.form.locator("[data-silence]");
    this.save = this.form.locator(".save");
    this.#root = page.locator("html");
  }

  /** Opens one more page of a user. */
  static async open(
    { server, open }: ElementFixture,
    user: string,
    opening: Opening = {},
  ): Promise<PreferencesPage> {
    const bell = `<header><belfry-bell token="${server.token(user)}"></belfry-bell></header>`;
    const form = "<main><h1>A page</h1><belfry-preferences></belfry-preferences></main>";
    const opened = await open(bell + form, { ...opening, before: countChanges });
    return new PreferencesPage(opened);
  }

  readonly toast = (title: string): Locator => this.toasts.filter({ hasText: title });

  readonly row = (type: string): Locator => this.form.locator(`[data-row="${type}"]`);

  readonly switchOf = (type: string, channel: Channel): Locator =>
    this.row(type).locator(`input[data-channel="${channel}"]`);

  readonly pause = (hours: number | "tomorrow"): Locator =>
    this.form.locator(`.pause [data-hours="${hours}"]`);

  readonly preset = (name: "nights" | "weekends" | "own"): Locator =>
    this.form.locator(`[data-preset="${name}"]`);

  readonly field = (name: "from" | "to"): Locator =>
    this.hours.last().locator(`input[name=${name}]`);

  readonly day = (day: string): Locator => this.hours.last().locator(`[data-day=${day}]`);

  /** How often something that was changed here was saved. */
  readonly changes = async (): Promise<number> =>
    Number((await this.#root.getAttribute("data-changes")) ?? 0);

  /** Does something, and waits until it is saved. */
  readonly saved = async (act: () => Promise<unknown>): Promise<void> => {
    const before = await this.changes();
    await act();
    await becomes(this.#root, `[data-changes="${before + 1}"]`);
  };

  readonly press = (control: Locator): Promise<void> => this.saved(() => control.click());
}

function countChanges(): void {
  document.addEventListener("belfry-preferences-changed", () => {
    const { dataset } = document.documentElement;
    dataset["changes"] = String(Number(dataset["changes"] ?? 0) + 1);
  });
}

/** Waits until a switch is on, or off. */
export function isOn(control: Locator, on: boolean): Promise<void> {
  return becomes(control, on ? ":checked" : ":not(:checked)");
}

/** Waits until the element has the focus, and expects that it can be seen. */
export async function hasFocus(element: Locator): Promise<void> {
  await shown(element.and(element.page().locator(":focus")));
  await seesFocus(element.page());
}

/** Presses Tab until the element has the focus; it may neither be lost nor be hidden on the way. */
export async function tabTo(element: Locator): Promise<void> {
  const page = element.page();
  for (let tabs = 0; tabs < MOST_TABS; tabs += 1) {
    await page.keyboard.press("Tab");
    await seesFocus(page);
    if ((await element.and(page.locator(":focus")).count()) > 0) {
      return;
    }
  }
  assert.fail(`${MOST_TABS} tabs do not lead to ${String(element)}`);
}

async function seesFocus(page: Page): Promise<void> {
  const focus = await page.evaluate(() => {
    let focused = document.activeElement;
    while (focused?.shadowRoot?.activeElement) {
      focused = focused.shadowRoot.activeElement;
    }
    if (focused === null || focused === document.body) {
      return "is lost";
    }
    const { top, bottom } = focused.getBoundingClientRect();
    const isThere = top >= 0 && bottom <= innerHeight && focused.checkVisibility();
    const { outlineStyle } = getComputedStyle(focused);
    // The button within a field for times has a mark that is the browser's own.
    const isWithin = focused.matches("input:focus-within:not(:focus)");
    const isMarked = focused.matches(":focus-visible") && outlineStyle !== "none";
    return isThere && (isMarked || isWithin) ? "is seen" : `is hidden: ${focused.outerHTML}`;
  });
  assert.equal(focus, "is seen");
}

/** Waits until the browser's database has what the user chose. */
export async function isKept(page: Page): Promise<void> {
  const deadline = Date.now() + WITHIN_MS;
  while (!(await page.evaluate(hasChoices))) {
    assert.ok(Date.now() < deadline, "it is not kept");
  }
}

async function hasChoices(): Promise<boolean> {
  const answer = <T>(request: IDBRequest<T>) =>
    new Promise<T>((resolve, reject) => {
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
    });
  const database = await answer(indexedDB.open("belfry"));
  const store = database.transaction("inboxes").objectStore("inboxes");
  const [saved]: readonly { readonly inbox: { readonly preferences: Preferences } }[] =
    await answer(store.getAll());
  database.close();
  return saved?.inbox.preferences.types !== undefined;
}

/** What the server says of a user's preferences. */
export async function preferencesOf(server: Server, user: string): Promise<PreferencesView> {
  const response = await server.call("GET", `/api/v1/users/${user}/preferences`);
  assert.equal(response.status, 200);
  return (await response.json()) as PreferencesView;
}

/** Changes them as a backend does. */
export async function choose(server: Server, user: string, patch: object): Promise<void> {
  const response = await server.call("PATCH", `/api/v1/users/${user}/preferences`, patch);
  assert.equal(response.status, 200, await response.text());
}

/** Lets a user live where that hour of the day has begun, or is just over. */
export async function moveTo(server: Server, user: string, hour: number): Promise<void> {
  // From -12 to 11; to the database of time zones, what is east of Greenwich is negative.
  const aheadH = ((hour - new Date().getUTCHours() + 36) % 24) - 12;
  const timeZone = aheadH === 0 ? "Etc/GMT" : `Etc/GMT${aheadH > 0 ? "-" : "+"}${Math.abs(aheadH)}`;
  const response = await server.call("PUT", `/api/v1/users/${user}`, { timeZone });
  assert.ok(response.ok, await response.text());
}
