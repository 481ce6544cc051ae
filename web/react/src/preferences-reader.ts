import type { BelfryClient, Preferences, PreferencesPatch, PreferencesView } from "@belfry/client";

/** What it needs of a client. */
export type PreferencesSource = Pick<
  BelfryClient,
  "state" | "subscribe" | "getPreferences" | "setPreferences" | "setDoNotDisturb"
>;

/** What is known of a user's preferences: a new object at each change. */
export interface PreferencesState {
  /** The last that the server told. */
  readonly view: PreferencesView | undefined;
  /** Whether the first one is on its way. */
  readonly loading: boolean;
  /** Why the last reading failed; it is tried again with the next connection. */
  readonly problem: Error | undefined;
}

/** Before anything was told. */
export const untold: PreferencesState = { view: undefined, loading: true, problem: undefined };

/**
 * A user's preferences, and what they come to: read by the first connection, and again whenever
 * any device has changed them. It works while somebody is subscribed.
 */
export class PreferencesReader {
  readonly #client: PreferencesSource;
  readonly #listeners = new Set<() => void>();
  #state = untold;
  #stop: (() => void) | undefined;
  /** Those that the last reading was for. */
  #readFor: Preferences | undefined;
  #wasUp = false;
  #lastAsked = 0;
  #lastTaken = 0;

  constructor(client: PreferencesSource) {
    this.#client = client;
  }

  get state(): PreferencesState {
    return this.#state;
  }

  /** Calls `listener` after each change, until the function it returns is called. */
  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    if (this.#stop === undefined) {
      this.#stop = this.#client.subscribe(() => this.#follow());
      this.#wasUp = false;
      this.#follow();
    }
    return () => {
      this.#listeners.delete(listener);
      if (this.#listeners.size === 0) {
        this.#stop?.();
        this.#stop = undefined;
      }
    };
  }

  /** See {@link BelfryClient#setPreferences}. */
  set(patch: PreferencesPatch): Promise<PreferencesView> {
    return this.#ask(() => this.#client.setPreferences(patch));
  }

  /** See {@link BelfryClient#setDoNotDisturb}. */
  pause(until: number | null): Promise<PreferencesView> {
    return this.#ask(() => this.#client.setDoNotDisturb(until));
  }

  #follow(): void {
    const { status, inbox } = this.#client.state;
    const { problem } = this.#state;
    const isUp = status === "connected";
    const isWanted = inbox.preferences !== this.#readFor || (problem !== undefined && !this.#wasUp);
    this.#wasUp = isUp;
    if (isUp && isWanted && inbox.position !== null) {
      this.#readFor = inbox.preferences;
      void this.#read();
    }
  }

  async #read(): Promise<void> {
    try {
      await this.#ask(() => this.#client.getPreferences());
    } catch (problem) {
      this.#show({ ...this.#state, loading: false, problem: problem as Error });
    }
  }

  /** Takes the answer, unless a later question was answered before. */
  async #ask(question: () => Promise<PreferencesView>): Promise<PreferencesView> {
    this.#lastAsked += 1;
    const asked = this.#lastAsked;
    const view = await question();
    if (asked > this.#lastTaken) {
      this.#lastTaken = asked;
      this.#show({ view, loading: false, problem: undefined });
    }
    return view;
  }

  #show(state: PreferencesState): void {
    const { view, problem } = this.#state;
    if (problem !== state.problem || JSON.stringify(view) !== JSON.stringify(state.view)) {
      this.#state = state;
      for (const listener of [...this.#listeners]) {
        listener();
      }
    }
  }
}
