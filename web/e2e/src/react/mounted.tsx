import type { ClientOptions } from "@belfry/client";
import { BelfryProvider } from "@belfry/react";
import { StrictMode, type ReactNode } from "react";
import { createRoot } from "test-renderer";
import { Conditions } from "../harness/until.js";

const TOLD = 1_000;

/** What a hook gives inside of a provider, rendered with its effects and without a page. */
export class Mounted<T> {
  /** What it gave at each rendering. */
  readonly all: T[] = [];
  readonly #hook: () => T;
  readonly #root = createRoot();
  readonly #conditions = new Conditions();

  constructor(hook: () => T, options: ClientOptions) {
    this.#hook = hook;
    this.render(options);
  }

  get now(): T {
    const now = this.all.at(-1);
    if (now === undefined) {
      throw new Error("it was not rendered yet");
    }
    return now;
  }

  render(options: ClientOptions): void {
    this.#root.render(
      <StrictMode>
        <BelfryProvider {...options}>
          <this.View />
        </BelfryProvider>
      </StrictMode>,
    );
  }

  unmount(): void {
    this.#root.unmount();
  }

  /** Waits until it gives what fulfils the condition. */
  async until(holds: (now: T) => boolean, waitingFor: string): Promise<T> {
    await this.#conditions.until(
      () => this.all.length > 0 && holds(this.now),
      () => `${waitingFor}; it gave ${JSON.stringify(this.all.at(-1))?.slice(0, TOLD)}`,
    );
    return this.now;
  }

  /** Looks again at what is waited for. */
  changed(): void {
    this.#conditions.changed();
  }

  readonly View = (): ReactNode => {
    this.all.push(this.#hook());
    queueMicrotask(() => this.changed());
    return null;
  };
}
