import {
  LivePreferences,
  type BelfryClient,
  type BelfryError,
  type PreferencesPatch,
  type PreferencesState,
  type PreferencesView,
  type State,
} from "@belfry/client";
import type { ReactiveController, ReactiveControllerHost } from "lit";

/** What became of the last change: saved, unless there is a problem. */
export interface Notice {
  readonly problem?: BelfryError;
}

/** An element that shows preferences, and the state of the client that has them. */
export interface PreferencesHost extends ReactiveControllerHost {
  readonly state: State | undefined;
}

const SAVED_SHOWN_MS = 3_000;

/** Draws its element with the preferences of whichever client it follows, and says how changes went. */
export class PreferencesController implements ReactiveController {
  readonly #host: PreferencesHost;
  readonly #onSaved: (view: PreferencesView) => void;
  #preferences: LivePreferences | undefined;
  #notice: Notice | undefined;
  #forget: ReturnType<typeof setTimeout> | undefined;

  /** @param onSaved called with what the server has after a change that was made here */
  constructor(host: PreferencesHost, onSaved: (view: PreferencesView) => void) {
    this.#host = host;
    this.#onSaved = onSaved;
    host.addController(this);
  }

  get state(): PreferencesState | undefined {
    return this.#preferences?.state;
  }

  /** Whether something can be changed now. */
  get isLive(): boolean {
    return this.#host.state?.status === "connected" && this.state?.view !== undefined;
  }

  get notice(): Notice | undefined {
    return this.#notice;
  }

  /** Shows what this client's user has, until the function that it returns is called. */
  follow(client: BelfryClient): () => void {
    this.#preferences = new LivePreferences(client);
    const unsubscribe = this.#preferences.subscribe(() => this.#host.requestUpdate());
    return () => {
      unsubscribe();
      this.#preferences = undefined;
    };
  }

  /** Asks the server what there is. */
  read(): void {
    void this.#preferences?.refresh();
  }

  /** Changes preferences; whether the server took it. */
  async change(patch: PreferencesPatch): Promise<boolean> {
    const preferences = this.#preferences;
    if (preferences === undefined || !this.isLive) {
      return false;
    }
    try {
      const view = await preferences.set(patch);
      this.#tell({});
      this.#forget = setTimeout(() => this.dismiss(), SAVED_SHOWN_MS);
      this.#onSaved(view);
      return true;
    } catch (problem) {
      this.#tell({ problem: problem as BelfryError });
      return false;
    }
  }

  /** Takes the notice away. */
  dismiss(): void {
    this.#tell(undefined);
  }

  hostDisconnected(): void {
    this.dismiss();
  }

  #tell(notice: Notice | undefined): void {
    clearTimeout(this.#forget);
    this.#notice = notice;
    this.#host.requestUpdate();
  }
}
