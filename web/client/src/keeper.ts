import { inboxOf, readable, savedOf, type Cache, type Saved } from "./cache.js";
import type { Performance } from "./link.js";
import type { Replica } from "./replica.js";

const SAVE_MS = 300;
const LOAD_MS = 2_000;

/**
 * Keeps a replica where it outlives the page. Of tabs that share a connection the one that has it
 * saves; what it had waiting goes over to the next.
 */
export class Keeper {
  readonly #cache: Cache | undefined;
  readonly #replica: Replica;
  readonly #leads: () => boolean;
  #name: string | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #saving: Promise<unknown> = Promise.resolve();
  /** Whether all that an earlier tab had waiting is here, and can be overwritten. */
  #tookOver = false;

  constructor(cache: Cache | undefined, replica: Replica, leads: () => boolean) {
    this.#cache = cache;
    this.#replica = replica;
    this.#leads = leads;
  }

  /** Begins with what was saved under this name, and saves under it from now on. */
  async begin(name: string): Promise<void> {
    this.#name = name;
    const saved = await this.#load();
    if (saved !== undefined && this.#name !== undefined) {
      this.#replica.restore(inboxOf(saved));
    }
  }

  /** What waited in the tab that saved last. */
  async takeOver(): Promise<readonly Performance[]> {
    this.#tookOver = false;
    const saved = await this.#load();
    this.#tookOver = true;
    return saved?.waiting ?? [];
  }

  saveLater(): void {
    this.#timer ??= setTimeout(() => this.saveNow(), SAVE_MS);
  }

  saveNow(): void {
    void this.#save();
  }

  /** Ends with a last saving, or forgets everything. */
  async close(forget: boolean): Promise<void> {
    if (!forget) {
      await this.#save();
    }
    clearTimeout(this.#timer);
    const name = this.#name;
    this.#name = undefined;
    if (forget && name !== undefined) {
      await this.#saving;
      await this.#cache?.forget(name).catch(() => {});
    }
  }

  async #save(): Promise<void> {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    const { confirmed, unconfirmed, position } = this.#replica;
    if (this.#name !== undefined && this.#tookOver && this.#leads() && position !== null) {
      const saving = this.#cache?.save(this.#name, savedOf(confirmed, unconfirmed));
      this.#saving = soon(saving?.catch(() => {}));
      await this.#saving;
    }
  }

  /** A database that fails is an empty one: the server has it all. */
  async #load(): Promise<Saved | undefined> {
    try {
      const name = this.#name;
      return name === undefined ? undefined : readable(await soon(this.#cache?.load(name)));
    } catch {
      return undefined;
    }
  }
}

/** What comes of it, or nothing where that takes long: a database that hangs must not stop us. */
function soon<T>(loading: Promise<T> | undefined): Promise<T | undefined> {
  return Promise.race([
    Promise.resolve(loading),
    new Promise<undefined>((resolve) => setTimeout(() => resolve(undefined), LOAD_MS)),
  ]);
}
