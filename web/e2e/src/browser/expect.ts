import assert from "node:assert/strict";
import type { Locator } from "playwright-core";

const WITHIN_MS = 10_000;

/** Waits until the element is there for the eye. */
export function shown(element: Locator): Promise<void> {
  return element.first().waitFor({ state: "visible", timeout: WITHIN_MS });
}

/** Waits until no such element is there for the eye. */
export function gone(element: Locator): Promise<void> {
  return element.waitFor({ state: "hidden", timeout: WITHIN_MS });
}

/** Waits until the element says exactly that, or what an expression describes. */
export async function says(element: Locator, text: string | RegExp): Promise<void> {
  await element
    .and(element.page().getByText(text, { exact: true }))
    .waitFor({ state: "visible", timeout: WITHIN_MS })
    .catch(async () => assert.equal(await element.textContent(), text));
}

/** Waits until there are so many of the element. */
export async function counts(elements: Locator, count: number): Promise<void> {
  if (count === 0) {
    return gone(elements.first());
  }
  await shown(elements.nth(count - 1)).catch(() => undefined);
  await gone(elements.nth(count)).catch(() => undefined);
  assert.equal(await elements.count(), count);
}

/** Waits until the element matches a CSS condition. */
export async function becomes(element: Locator, condition: string): Promise<void> {
  await shown(element.and(element.page().locator(condition)));
}
