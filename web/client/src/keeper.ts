import { inboxOf, merged, readable, savedOf, type Cache, type Saved } from "./cache.js";
import { systemClock, type Clock } from "./clock.js";
import type { Performance } from "./link.js";
import type { Replica } from "./replica.js";

const SAVE_MS = 300;
const LOAD_MS = 2_000;

/**
 * Keeps a replica where it outlives the page. Of tabs that share a connection the one that has it
 * saves; where each has its own, all do. What waits is kept until a tab has done it, whichever, and
 * never put there again by one that has taken it over: others may have done it meanwhile.
 */
export class Keeper {
  readonly #cache: Cache | undefined;
  readonly #replica: Replica;
  readonly #leads: () => boolean;
  readonly #clock: Clock;
  /** The keys of what was taken over. */
  readonly #adopted = new Set<string>();
  #name: string | undefined;
  #closed = false;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #saving: Promise<unknown> = Promise.resolve();
  #isSaving = false;

  constructor(
    cache: Cache | undefined,
    replica: Replica,
    leads: () => boolean,
    clock: Clock = systemClock,
  ) {
    this.#cache = cache;
    this.#replica = replica;
    this.#leads = leads;
    this.#clock = clock;
  }

  /** Begins with what was saved under this name, and saves under it from now on. */
  async begin(name: string): Promise<void> {
    this.#name = name;
    const saved = await this.#load();
    if (saved !== undefined && !this.#closed) {
      this.#replica.restore(inboxOf(saved));
    }
  }

  /** What waits elsewhere, or did when the tab that had it was closed. */
  async takeOver(): Promise<readonly Performance[]> {
    const waiting = (await this.#load())?.waiting ?? [];
    waiting.forEach(({ key }) => this.#adopted.add(key));
    return waiting;
  }

  saveLater(): void {
    this.#timer ??= setTimeout(() => this.saveNow(), SAVE_MS);
  }

  /**
   * Saves before another page can come, which what the user did may have opened; soon, where
   * something is being saved already.
   */
  saveAtOnce(): void {
    if (this.#isSaving) {
      this.saveLater();
    } else {
      this.saveNow();
    }
  }

  saveNow(): void {
    void this.#save();
  }

  /**
   * Ends with a last saving, or forgets everything, also once it has ended.
   *
   * @returns false where something should be forgotten and may be there still
   */
  async close(forget: boolean): Promise<boolean> {
    if (!forget) {
      await this.#save();
    }
    this.#closed = true;
    clearTimeout(this.#timer);
    return !forget || this.#cache === undefined || this.#forget(this.#cache, this.#name);
  }

  async #forget(cache: Cache, name: string | undefined): Promise<boolean> {
    await this.#saving;
    try {
      const forgetting = name === undefined ? undefined : cache.forget(name).then(() => true);
      return (await soon(forgetting, this.#clock)) ?? false;
    } catch {
      return false;
    }
  }

  async #save(): Promise<void> {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    const { confirmed, unconfirmed, position } = this.#replica;
    if (this.#name !== undefined && !this.#closed && this.#leads() && position !== null) {
      const own = unconfirmed.filter(({ key }) => !this.#adopted.has(key));
      const saving = this.#update(this.#name, savedOf(confirmed, own)).catch(() => {});
      this.#saving = Promise.all([this.#saving, soon(saving, this.#clock)]);
      this.#isSaving = true;
      await this.#saving;
      this.#isSaving = false;
    }
  }

  async #update(name: string, now: Saved): Promise<void> {
    const cache = this.#cache;
    const change = (before: Saved | undefined) =>
      merged(readable(before), now, (key) => this.#replica.isOver(key));
    if (cache?.update === undefined) {
      await cache?.save(name, change(await cache.load(name)));
    } else {
      await cache.update(name, change);
    }
  }

  /** A database that fails is an empty one: the server has it all. */
  async #load(): Promise<Saved | undefined> {
    try {
      const name = this.#closed ? undefined : this.#name;
      return name === undefined
        ? undefined
        : readable(await soon(this.#cache?.load(name), this.#clock));
    } catch {
      return undefined;
    }
  }
}

/** What comes of it, or nothing where that takes long: a database that hangs must not stop us. */
async function soon<T>(loading: Promise<T> | undefined, clock: Clock): Promise<T | undefined> {
  let stopWaiting = () => {};
  const late = new Promise<undefined>((resolve) => {
    stopWaiting = clock.after(LOAD_MS, () => resolve(undefined));
  });
  try {
    return await Promise.race([Promise.resolve(loading), late]);
  } finally {
    stopWaiting();
  }
}
