import { readable, savedOf, type Cache, type Saved } from "./cache.js";
import type { Performance } from "./link.js";
import type { Replica } from "./replica.js";

const SAVE_MS = 300;

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
    if (saved !== undefined) {
      this.#replica.restore(saved.inbox);
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
      await this.#cache?.forget(name).catch(() => {});
    }
  }

  async #save(): Promise<void> {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    const { confirmed, waiting, position } = this.#replica;
    if (this.#name !== undefined && this.#tookOver && this.#leads() && position !== null) {
      await this.#cache?.save(this.#name, savedOf(confirmed, waiting)).catch(() => {});
    }
  }

  /** A database that fails is an empty one: the server has it all. */
  async #load(): Promise<Saved | undefined> {
    try {
      return readable(this.#name === undefined ? undefined : await this.#cache?.load(this.#name));
    } catch {
      return undefined;
    }
  }
}
