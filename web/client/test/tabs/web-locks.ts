import type { EventLoop } from "./event-loop.js";

interface Wanted {
  readonly agent: EventLoop;
  readonly name: string;
  readonly mode: LockMode;
  /** It is held now, or cannot be at once. */
  answered(isHeld: boolean): void;
  /** Another one has stolen it. */
  broken(): void;
}

/** The locks of one browser, as the Web Locks API (https://www.w3.org/TR/web-locks/) says. */
export class WebLocks {
  #held: readonly Wanted[] = [];
  #queue: readonly Wanted[] = [];

  /** What the tab with that event loop has of them. */
  of(agent: EventLoop): LockManager {
    return {
      request: async <T>(
        name: string,
        ...rest: [LockGrantedCallback<T>] | [LockOptions, LockGrantedCallback<T>]
      ) => {
        const [options, callback] = rest.length === 1 ? [{}, rest[0]] : rest;
        check(name, options);
        return this.#request(agent, name, options, callback);
      },
      query: async () => ({ held: this.#held.map(infoOf), pending: this.#queue.map(infoOf) }),
    };
  }

  /** Takes back all that a tab had which is gone. */
  leave(agent: EventLoop): void {
    this.#held = this.#held.filter((held) => held.agent !== agent);
    this.#queue = this.#queue.filter((wanted) => wanted.agent !== agent);
    this.#next();
  }

  #request<T>(
    agent: EventLoop,
    name: string,
    { mode = "exclusive", ifAvailable, steal, signal }: LockOptions,
    callback: LockGrantedCallback<T>,
  ): Promise<Awaited<T>> {
    return new Promise((resolve, reject) => {
      const answered = (isHeld: boolean) => {
        if (signal?.aborted) {
          this.#release(wanted);
          return;
        }
        signal?.removeEventListener("abort", abort);
        new Promise<Awaited<T>>((settle) =>
          settle(callback(isHeld ? { name, mode } : null) as Awaited<T>),
        )
          .finally(() => this.#release(wanted))
          .then(
            (result) => agent.post(() => resolve(result)),
            (problem) => agent.post(() => reject(problem)),
          );
      };
      const wanted: Wanted = {
        agent,
        name,
        mode,
        answered: (isHeld) => agent.post(() => answered(isHeld)),
        broken: () =>
          agent.postLate(() => reject(new DOMException("It was stolen.", "AbortError"))),
      };
      const abort = () => {
        this.#queue = this.#queue.filter((each) => each !== wanted);
        reject(signal?.reason);
        this.#next();
      };
      signal?.addEventListener("abort", abort, { once: true });
      if (steal) {
        this.#break(name);
        this.#hold(wanted);
      } else if (ifAvailable && !this.#isFree(wanted, this.#queue)) {
        wanted.answered(false);
      } else {
        this.#queue = [...this.#queue, wanted];
        this.#next();
      }
    });
  }

  /** Whether nobody has it, or has asked for it before. */
  #isFree({ name, mode }: Wanted, before: readonly Wanted[]): boolean {
    return [...this.#held, ...before].every(
      (other) => other.name !== name || (mode === "shared" && other.mode === "shared"),
    );
  }

  #break(name: string): void {
    const broken = this.#held.filter((held) => held.name === name);
    this.#held = this.#held.filter((held) => held.name !== name);
    broken.forEach((held) => held.broken());
  }

  #hold(wanted: Wanted): void {
    this.#held = [...this.#held, wanted];
    wanted.answered(true);
  }

  #release(released: Wanted): void {
    this.#held = this.#held.filter((held) => held !== released);
    this.#next();
  }

  #next(): void {
    const next = this.#queue.find((wanted, at) => this.#isFree(wanted, this.#queue.slice(0, at)));
    if (next !== undefined) {
      this.#queue = this.#queue.filter((each) => each !== next);
      this.#hold(next);
      this.#next();
    }
  }
}

/** @throws DOMException as section 3.2.1 of the API says */
function check(name: string, { mode, ifAvailable, steal, signal }: LockOptions): void {
  const isRefused =
    name.startsWith("-") ||
    (steal && (ifAvailable || mode === "shared")) ||
    (signal !== undefined && (steal || ifAvailable));
  if (isRefused) {
    throw new DOMException("This cannot be asked for.", "NotSupportedError");
  }
  signal?.throwIfAborted();
}

function infoOf({ name, mode }: Wanted): LockInfo {
  return { name, mode };
}
