import {
  BelfryError,
  type BelfryClient,
  type PreferencesPatch,
  type PreferencesView,
} from "@belfry/client";
import { foresee } from "./foresee.js";

/** A change that the server has not answered. */
interface Change {
  readonly patch: PreferencesPatch;
  readonly atMs: number;
}

/**
 * A user's preferences as a page shows them: what the server said last, with what the user changed
 * since.
 */
export class PreferencesStore {
  readonly #client: Pick<BelfryClient, "getPreferences" | "setPreferences">;
  readonly #changed: () => void;
  #confirmed: PreferencesView | undefined;
  #pending: readonly Change[] = [];
  #problem: Error | undefined;
  #readings = 0;
  /** How many changes were made or answered. */
  #changes = 0;
  #isOutdated = false;

  /** @param changed called when there is something else to show */
  constructor(
    client: Pick<BelfryClient, "getPreferences" | "setPreferences">,
    changed: () => void,
  ) {
    this.#client = client;
    this.#changed = changed;
  }

  /** What there is to show; nothing before the first answer. */
  get view(): PreferencesView | undefined {
    const confirmed = this.#confirmed;
    return (
      confirmed &&
      this.#pending.reduce((view, each) => foresee(view, each.patch, each.atMs), confirmed)
    );
  }

  /** Why nothing could be read. */
  get problem(): Error | undefined {
    return this.#problem;
  }

  /** Asks the server what there is; false when the connection was lost, and it is to be asked again. */
  async read(): Promise<boolean> {
    this.#readings += 1;
    const reading = this.#readings;
    const changes = this.#changes;
    try {
      const view = await this.#client.getPreferences();
      if (reading !== this.#readings) {
        return true;
      }
      if (changes !== this.#changes || this.#pending.length > 0) {
        this.#isOutdated = true;
        this.#readAgain();
        return true;
      }
      this.#confirmed = view;
      this.#problem = undefined;
    } catch (problem) {
      if (reading === this.#readings && isOffline(problem)) {
        return false;
      }
      this.#problem = problem as Error;
    }
    this.#changed();
    return true;
  }

  /**
   * Changes preferences: at once, and back when the server refuses.
   *
   * @throws BelfryError the refusal
   */
  async change(patch: PreferencesPatch, atMs: number): Promise<PreferencesView> {
    const change = { patch, atMs };
    this.#pending = [...this.#pending, change];
    this.#changes += 1;
    this.#changed();
    try {
      const view = await this.#client.setPreferences(patch);
      this.#confirmed = view;
      return view;
    } finally {
      this.#changes += 1;
      this.#pending = this.#pending.filter((each) => each !== change);
      this.#changed();
      this.#readAgain();
    }
  }

  /** What was read while something was changed may be older than the change. */
  #readAgain(): void {
    if (this.#isOutdated && this.#pending.length === 0) {
      this.#isOutdated = false;
      void this.read();
    }
  }
}

export function isOffline(problem: unknown): boolean {
  return problem instanceof BelfryError && problem.code === "offline";
}
