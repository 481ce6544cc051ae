import { isolate } from "./emitter.js";
import { isRefusal } from "./problem.js";

/**
 * Tells why there is no connection: whoever listens, or else the console, once as long as it is the
 * same. That nobody is signed in is nothing for the console.
 */
export class Complaints {
  readonly #tell: (problem: unknown) => boolean;
  #last: string | undefined;

  /** @param tell tells whoever listens, and returns whether anybody does */
  constructor(tell: (problem: unknown) => boolean) {
    this.#tell = tell;
  }

  add(problem: unknown): void {
    isolate(() => {
      // Nothing else of it, which may hold what is nobody's to read.
      const reason = String(problem);
      if (!this.#tell(problem) && reason !== this.#last && !isRefusal(problem)) {
        this.#last = reason;
        // eslint-disable-next-line no-console -- whoever writes the page looks there
        console.warn(`Belfry has no connection: ${reason}`);
      }
    });
  }

  /** There is a connection. */
  end(): void {
    this.#last = undefined;
  }
}
