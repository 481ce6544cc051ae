/** Who listens to what: `Events` has the argument of each event's listeners. */
export class Emitter<Events> {
  readonly #listeners = new Map<keyof Events, Set<(what: never) => void>>();

  /** Calls `listener` whenever that happens, until the function it returns is called. */
  on<K extends keyof Events>(event: K, listener: (what: Events[K]) => void): () => void {
    const listeners = this.#listeners.get(event) ?? new Set();
    this.#listeners.set(event, listeners);
    listeners.add(listener);
    return () => listeners.delete(listener);
  }

  /** @returns whether anybody listens */
  emit<K extends keyof Events>(event: K, what: Events[K]): boolean {
    const listeners = [...(this.#listeners.get(event) ?? [])];
    for (const listener of listeners) {
      isolate(() => (listener as (what: Events[K]) => void)(what));
    }
    return listeners.length > 0;
  }
}

/** Calls a listener, whose error is its own: it goes where errors go that nobody catches. */
export function isolate(call: () => void): void {
  try {
    call();
  } catch (problem) {
    queueMicrotask(() => {
      throw problem;
    });
  }
}
