type Listener = ((...details: unknown[]) => void) & { once?: Listener };

/** Takes the place of `@socket.io/component-emitter`: tells listeners of events, in their order. */
export class Emitter {
  readonly #listeners = new Map<string, readonly Listener[]>();

  on(event: string, listener: Listener): this {
    this.#listeners.set(event, [...this.listeners(event), listener]);
    return this;
  }

  once(event: string, listener: Listener): this {
    const once: Listener = (...details) => {
      this.off(event, once);
      listener.apply(this, details);
    };
    once.once = listener;
    return this.on(event, once);
  }

  /** Takes one listener away, all of an event, or all there are. */
  off(event?: string, listener?: Listener): this {
    if (event === undefined) {
      this.#listeners.clear();
    } else {
      const others = this.listeners(event).filter(
        (each) => listener !== undefined && each !== listener && each.once !== listener,
      );
      this.#listeners.set(event, others);
    }
    return this;
  }

  removeListener(event: string, listener: Listener): this {
    return this.off(event, listener);
  }

  removeAllListeners(event?: string): this {
    return this.off(event);
  }

  emit(event: string, ...details: unknown[]): this {
    return this.emitReserved(event, ...details);
  }

  /** What `emit` does here; a socket sends what is emitted. */
  emitReserved(event: string, ...details: unknown[]): this {
    for (const listener of this.listeners(event)) {
      listener.apply(this, details);
    }
    return this;
  }

  listeners(event: string): readonly Listener[] {
    return this.#listeners.get(event) ?? [];
  }

  hasListeners(event: string): boolean {
    return this.listeners(event).length > 0;
  }
}
