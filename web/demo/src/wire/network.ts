import type { Tap } from "./tap.js";

type Message =
  /** From a page that was opened: who is offline? */
  | { readonly kind: "ask" }
  | { readonly kind: "offline"; readonly users: readonly string[] }
  | { readonly kind: "cut"; readonly user: string };

/**
 * Who has no network, in all windows of this browser: they share one connection for each user, so a
 * switch in one of them has to act in whichever has it.
 */
export class Network {
  readonly #tap: Tap;
  readonly #channel = new BroadcastChannel("belfry demo network");
  readonly #listeners = new Set<() => void>();
  #offline: ReadonlySet<string> = new Set();

  constructor(tap: Tap) {
    this.#tap = tap;
    this.#channel.addEventListener("message", ({ data }: MessageEvent<Message>) => {
      this.#hear(data);
    });
    this.#post({ kind: "ask" });
  }

  isOffline(user: string): boolean {
    return this.#offline.has(user);
  }

  setOffline(user: string, offline: boolean): void {
    const others = [...this.#offline].filter((each) => each !== user);
    const users = offline ? [...others, user] : others;
    this.#apply(users);
    this.#post({ kind: "offline", users });
  }

  /** Ends the user's connection, wherever it is; its client makes another one. */
  cut(user: string): void {
    this.#tap.cut(user);
    this.#post({ kind: "cut", user });
  }

  /** Calls `listener` whenever somebody else is offline. */
  subscribe(listener: () => void): void {
    this.#listeners.add(listener);
  }

  #hear(message: Message): void {
    switch (message.kind) {
      case "ask":
        if (this.#offline.size > 0) {
          this.#post({ kind: "offline", users: [...this.#offline] });
        }
        break;
      case "offline":
        this.#apply(message.users);
        break;
      case "cut":
        this.#tap.cut(message.user);
        break;
    }
  }

  #apply(users: readonly string[]): void {
    const before = this.#offline;
    this.#offline = new Set(users);
    for (const user of new Set([...before, ...users])) {
      this.#tap.forbid(user, this.#offline.has(user));
    }
    for (const listener of this.#listeners) {
      listener();
    }
  }

  #post(message: Message): void {
    this.#channel.postMessage(message);
  }
}
