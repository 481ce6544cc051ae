/** Who hears whether this tab leads. */
export interface LeadershipListener {
  onLead(): void;
  /** Another tab has taken it over, since this one did not answer. */
  onLose(): void;
  /** The browser does not let it, as in a frame without an origin. */
  onFail(): void;
}

/**
 * One tab of a browser leads: the one that holds a lock (Web Locks), which the browser hands to the
 * next the moment a tab closes or dies.
 */
export class Leadership {
  readonly #locks: LockManager;
  readonly #name: string;
  readonly #listener: LeadershipListener;
  #queued = new AbortController();
  #release: () => void = () => {};
  #leads = false;
  #closed = false;

  constructor(locks: LockManager, name: string, listener: LeadershipListener) {
    this.#locks = locks;
    this.#name = name;
    this.#listener = listener;
    this.#queue();
  }

  /** Takes it from a leader that does not answer. */
  steal(): void {
    if (this.#leads || this.#closed) {
      return;
    }
    this.#queued.abort();
    this.#hold({ steal: true });
  }

  close(): void {
    this.#closed = true;
    this.#queued.abort();
    this.#release();
  }

  #queue(): void {
    this.#queued = new AbortController();
    this.#hold({ signal: this.#queued.signal });
  }

  #hold(options: LockOptions): void {
    let held = false;
    const holding = this.#locks.request(this.#name, options, () => {
      held = true;
      return this.#led();
    });
    holding.catch(() => {
      if (held) {
        this.#lost();
      } else if (!this.#closed && options.signal?.aborted !== true) {
        this.#listener.onFail();
      }
    });
  }

  /** For as long as it leads. */
  #led(): Promise<void> {
    if (this.#closed) {
      return Promise.resolve();
    }
    this.#leads = true;
    this.#listener.onLead();
    return new Promise((resolve) => {
      this.#release = resolve;
    });
  }

  /** Its lock was stolen. */
  #lost(): void {
    this.#leads = false;
    if (!this.#closed) {
      this.#listener.onLose();
      this.#queue();
    }
  }
}
