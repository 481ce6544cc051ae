import assert from "node:assert/strict";
import type { Locator, Page } from "playwright-core";
import type { ElementFixture, ElementPage, Opening } from "./element-page.js";

/** A page with toasts, a field and a dialog. */
export interface ToastsPage {
  readonly tab: ElementPage;
  readonly page: Page;
  readonly toasts: Locator;
  /** What screen readers speak in turn. */
  readonly polite: Locator;
  /** What they speak at once. */
  readonly pressing: Locator;
  /** The toast with that text in it. */
  toast(text: string): Locator;
  close(title: string): Locator;
  titles(): Promise<readonly string[]>;
}

/** What tests ask of an element within the page. */
export interface Session extends Element {
  readonly session?: {
    act(id: string, action: string): Promise<unknown>;
    markRead(id: string): Promise<unknown>;
    setDoNotDisturb(until: number | null): Promise<unknown>;
  };
}

export const ACTIONS = [
  { id: "accept", label: "Accept", style: "primary" },
  { id: "decline", label: "Decline" },
];

const REST = `<label>Field <input></label>
  <dialog>A dialog <form method="dialog"><button>Leave</button></form></dialog>`;

interface ToastsOpening extends Opening {
  /** Of the element. */
  readonly attributes?: string;
  /** What is in the page beside it. */
  readonly body?: string;
}

/** Opens a page with the toasts of a user. */
export async function openToasts(
  { server, open }: ElementFixture,
  user: string,
  { attributes = "", body = REST, ...opening }: ToastsOpening = {},
): Promise<ToastsPage> {
  const toasted = `<belfry-toasts token="${server.token(user)}" ${attributes}></belfry-toasts>`;
  const tab = await open(toasted + body, opening);
  const { page } = tab;
  const toasts = page.locator(".toast");
  const toast = (text: string) => toasts.filter({ hasText: text });
  return {
    tab,
    page,
    toasts,
    toast,
    close: (title) => toast(title).locator(".close"),
    titles: () => toasts.locator(".title bdi").allTextContents(),
    polite: page.getByRole("status"),
    pressing: page.getByRole("alert"),
  };
}

/** Lets the page believe that nobody sees it, or that somebody does. */
export function hide(page: Page, hidden: boolean): Promise<void> {
  return page.evaluate((isHidden) => {
    const visibility = { get: () => (isHidden ? "hidden" : "visible"), configurable: true };
    Object.defineProperty(document, "visibilityState", visibility);
    Object.defineProperty(document, "hidden", { get: () => isHidden, configurable: true });
    document.dispatchEvent(new Event("visibilitychange", { bubbles: true }));
  }, hidden);
}

/** Draws a finger over the middle of an element, slowly. */
export async function swipe(page: Page, over: Locator, way: number): Promise<void> {
  const box = await over.boundingBox();
  assert.ok(box);
  const touch = await page.context().newCDPSession(page);
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
  const say = (type: "touchStart" | "touchMove" | "touchEnd", at?: number) =>
    touch.send("Input.dispatchTouchEvent", {
      type,
      touchPoints: at === undefined ? [] : [{ x: at, y }],
    });
  await say("touchStart", x);
  for (let step = 1; step <= 10; step += 1) {
    await say("touchMove", x + (way * step) / 10);
  }
  await say("touchMove", x + way);
  await say("touchEnd");
}
