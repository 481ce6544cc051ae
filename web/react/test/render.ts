import { act, type ReactElement } from "react";
import { createRoot } from "test-renderer";
import { afterEach } from "vitest";

Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true });

const mounted: Rendered[] = [];

afterEach(async () => {
  for (const each of mounted.splice(0)) {
    await each.unmount();
  }
});

/** Something that is rendered, without a page, with all its effects. */
export class Rendered {
  readonly #root = createRoot();

  /** Renders it anew, and does all that comes of it. */
  async render(element: ReactElement): Promise<void> {
    await act(async () => this.#root.render(element));
  }

  async unmount(): Promise<void> {
    await act(async () => this.#root.unmount());
  }
}

/** Renders it; it is unmounted after the test. */
export async function render(element: ReactElement): Promise<Rendered> {
  const rendered = new Rendered();
  mounted.push(rendered);
  await rendered.render(element);
  return rendered;
}
