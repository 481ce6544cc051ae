import type { BelfryClient } from "./client.js";
import { systemClock, type Clock } from "./clock.js";
import { isolate } from "./emitter.js";
import { foreseePreferences, keptView } from "./foresee-preferences.js";
import type { Preferences, PreferencesPatch, PreferencesView } from "./notification.js";
import { BelfryError } from "./problem.js";
import { nextLookMs } from "./silence.js";
import type { State } from "./state.js";

/** What is known of a user's preferences: a new object at each change, the very same one otherwise. */
export interface PreferencesState {
  /**
   * What the server told last, with what was changed here since. Before it told anything, and
   * while the connection is lost, what the device has kept: it has no `timeZone`, and only types
   * for which something was chosen.
   */
  readonly view: PreferencesView | undefined;
  /** Whether what the server says is still to come. */
  readonly loading: boolean;
  /** Why the server would not say; it is asked again by the next connection. */
  readonly problem: Error | undefined;
}

/** What it needs of a client. */
export type PreferencesSource = Pick<
  BelfryClient,
  "state" | "subscribe" | "getPreferences" | "setPreferences"
>;

/** A change that the server has not answered. */
interface Change {
  readonly patch: PreferencesPatch;
  readonly atMs: number;
}

/** After so long a question is asked again that was lost while the connection stood. */
const RETRY_MS = 2_000;

/**
 * A user's preferences, and what they come to, kept as the server has them: over changes here,
 * which show at once, changes on other devices, and hours that begin and end. It works while
 * somebody is subscribed.
 */
export class LivePreferences {
  readonly #client: PreferencesSource;
  readonly #clock: Clock;
  readonly #listeners = new Set<() => void>();
  #state: PreferencesState;
  /** What the server told last. */
  #told: PreferencesView | undefined;
  #problem: Error | undefined;
  #pending: readonly Change[] = [];
  /** The reading that is on its way; the answer to an earlier one is no longer wanted. */
  #reading: symbol | undefined;
  /** Whether to read once the changes that are on their way are answered. */
  #isDue = false;
  /** Those of the inbox, which are those of any device. */
  #anywhere: Preferences | undefined;
  /** Whether they are new since the last reading began. */
  #isNews = false;
  #isUp = false;
  #cancelLook: (() => void) | undefined;
  #unsubscribe: (() => void) | undefined;

  constructor(client: PreferencesSource, clock: Clock = systemClock) {
    this.#client = client;
    this.#clock = clock;
    this.#state = this.#now();
  }

  get state(): PreferencesState {
    return this.#state;
  }

  /** Calls `listener` after each change, until the function it returns is called. */
  subscribe(listener: () => void): () => void {
    // Each its own, even when the same function comes twice.
    const own = () => listener();
    this.#listeners.add(own);
    if (this.#unsubscribe === undefined) {
      this.#unsubscribe = this.#client.subscribe(() => this.#follow());
      this.#follow();
    }
    return () => {
      if (this.#listeners.delete(own) && this.#listeners.size === 0) {
        this.#rest();
      }
    };
  }

  /**
   * Changes what the patch names: at once, and back when the server refuses.
   *
   * @throws BelfryError the refusal
   */
  async set(patch: PreferencesPatch): Promise<PreferencesView> {
    const change = { patch, atMs: this.#clock.nowMs() };
    this.#pending = [...this.#pending, change];
    // What is read now may be older than the change.
    this.#isDue ||= this.#reading !== undefined;
    this.#reading = undefined;
    this.#show();
    try {
      const view = await this.#client.setPreferences(patch);
      this.#take(view);
      return view;
    } finally {
      this.#pending = this.#pending.filter((each) => each !== change);
      this.#show();
      this.#settle();
    }
  }

  /** Lets nothing interrupt until then, epoch milliseconds; `null` ends it now. As `set`. */
  pause(until: number | null): Promise<PreferencesView> {
    return this.set({ doNotDisturbUntil: until });
  }

  /** Reads anew, such as after a problem. */
  async refresh(): Promise<void> {
    this.#isDue = this.#pending.length > 0;
    if (this.#isDue) {
      return;
    }
    const own = Symbol();
    this.#reading = own;
    this.#isNews = false;
    const answer = await this.#client.getPreferences().catch((problem: Error) => problem);
    if (this.#reading !== own) {
      return;
    }
    this.#reading = undefined;
    if (!(answer instanceof Error)) {
      this.#take(answer);
    } else if (answer instanceof BelfryError && answer.code === "offline") {
      this.#lookIn(RETRY_MS);
    } else {
      this.#problem = answer;
      this.#lookIn();
    }
    this.#show();
    this.#settle();
  }

  #follow(): void {
    const { status, inbox } = this.#client.state;
    const wasUp = this.#isUp;
    this.#isUp = status === "connected";
    this.#isNews ||= inbox.preferences !== this.#anywhere;
    this.#anywhere = inbox.preferences;
    if (this.#isUp && !wasUp) {
      void this.refresh();
    }
    this.#settle();
    if (this.#told === undefined) {
      this.#show();
    }
  }

  /** Reads what was missed, once nothing is on its way. What was changed here comes back, too. */
  #settle(): void {
    if (!this.#isUp || this.#reading !== undefined || this.#pending.length > 0) {
      return;
    }
    const isMissed =
      this.#isDue ||
      (this.#isNews && JSON.stringify(this.#anywhere) !== JSON.stringify(this.#told?.preferences));
    this.#isNews = false;
    if (isMissed) {
      void this.refresh();
    }
  }

  #take(view: PreferencesView): void {
    this.#told = view;
    this.#problem = undefined;
    this.#lookIn();
  }

  /** Looks again after so long; without it, when something may begin or end. */
  #lookIn(inMs = this.#told && nextLookMs(this.#told, this.#clock.nowMs())): void {
    this.#cancelLook?.();
    this.#cancelLook =
      inMs === undefined || this.#unsubscribe === undefined
        ? undefined
        : this.#clock.after(inMs, () => this.#look());
  }

  /** A pause is over by the device's clock, whatever the server says. */
  #look(): void {
    this.#tell({ ...this.#state });
    if (this.#isUp) {
      void this.refresh();
    }
  }

  #show(): void {
    const state = this.#now();
    const { view, problem } = this.#state;
    if (problem !== state.problem || JSON.stringify(view) !== JSON.stringify(state.view)) {
      this.#tell(state);
    }
  }

  #tell(state: PreferencesState): void {
    this.#state = state;
    for (const listener of [...this.#listeners]) {
      isolate(listener);
    }
  }

  #now(): PreferencesState {
    const told = this.#told;
    const problem = this.#problem;
    const view =
      told === undefined
        ? keptBy(this.#client.state)
        : this.#pending.reduce(
            (view, each) => foreseePreferences(view, each.patch, each.atMs),
            told,
          );
    return { view, loading: told === undefined && problem === undefined, problem };
  }

  #rest(): void {
    this.#unsubscribe?.();
    this.#unsubscribe = undefined;
    this.#lookIn();
    this.#reading = undefined;
    this.#isUp = false;
  }
}

/** What the device has kept, while the connection is lost. */
function keptBy({ status, inbox }: State): PreferencesView | undefined {
  const isLost = status !== "connected" && status !== "connecting";
  return isLost && inbox.position !== null ? keptView(inbox.preferences) : undefined;
}
