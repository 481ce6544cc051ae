const WITHIN_MS = 10_000;

/** Conditions that are looked at again whenever something happened. */
export class Conditions {
  readonly #waiting = new Set<() => void>();

  /** Waits until the condition holds, and fails with what it was waiting for. */
  until(holds: () => boolean, waitingFor: () => string): Promise<void> {
    if (holds()) {
      return Promise.resolve();
    }
    return new Promise((resolve, reject) => {
      const settle = (settled: () => void) => {
        clearTimeout(timer);
        this.#waiting.delete(look);
        settled();
      };
      const look = () => {
        if (holds()) {
          settle(resolve);
        }
      };
      const timer = setTimeout(
        () => settle(() => reject(new Error(`waited in vain for ${waitingFor()}`))),
        WITHIN_MS,
      );
      this.#waiting.add(look);
    });
  }

  /** Something happened. */
  changed(): void {
    for (const look of this.#waiting) {
      look();
    }
  }
}
