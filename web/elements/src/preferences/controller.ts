import type { BelfryClient, PreferencesPatch, PreferencesView, State } from "@belfry/client";
import type { ReactiveController, ReactiveControllerHost } from "lit";
import { keptView } from "./foresee.js";
import { nextLookMs } from "./pause.js";
import { PreferencesStore } from "./store.js";

/** What became of the last change. */
export type Notice =
  { readonly isSaved: true } | { readonly isSaved: false; readonly problem: unknown };

const SETTLE_MS = 150;
const RETRY_MS = 2_000;
const SAVED_SHOWN_MS = 3_000;

/** Keeps what an element shows as the server has it, over changes here and elsewhere. */
export class PreferencesController implements ReactiveController {
  readonly #host: ReactiveControllerHost;
  readonly #onSaved: (view: PreferencesView) => void;
  #client: BelfryClient | undefined;
  #store: PreferencesStore | undefined;
  #notice: Notice | undefined;
  #settle: ReturnType<typeof setTimeout> | undefined;
  #look: ReturnType<typeof setTimeout> | undefined;
  #forget: ReturnType<typeof setTimeout> | undefined;

  /** @param onSaved called with what the server has after a change that was made here */
  constructor(host: ReactiveControllerHost, onSaved: (view: PreferencesView) => void) {
    this.#host = host;
    this.#onSaved = onSaved;
    host.addController(this);
  }

  /** What there is to show; what the device has kept while there is no connection. */
  get view(): PreferencesView | undefined {
    const state = this.#client?.state;
    return (
      this.#store?.view ?? (state && isAway(state) ? keptView(state.inbox.preferences) : undefined)
    );
  }

  /** Whether something can be changed now. */
  get isLive(): boolean {
    return this.#client?.state.status === "connected" && this.#store?.view !== undefined;
  }

  /** Whether the server would not say what there is. */
  get hasFailed(): boolean {
    return this.#store?.problem !== undefined;
  }

  get notice(): Notice | undefined {
    return this.#notice;
  }

  /** Shows what this client's user has, until the function that it returns is called. */
  follow(client: BelfryClient): () => void {
    const store = new PreferencesStore(client, () => this.#show());
    this.#client = client;
    this.#store = store;
    let { status } = client.state;
    let { preferences } = client.state.inbox;
    const unsubscribe = client.subscribe(() => {
      const { state } = client;
      if (state.status === "connected" && status !== "connected") {
        this.read();
      } else if (state.inbox.preferences !== preferences) {
        this.#compareSoon();
      }
      ({ status } = state);
      ({ preferences } = state.inbox);
    });
    if (status === "connected") {
      this.read();
    }
    return () => {
      unsubscribe();
      this.#client = undefined;
      this.#store = undefined;
      this.#stopTimers();
    };
  }

  /** Asks the server what there is. */
  read(): void {
    const store = this.#store;
    void store?.read().then((isAnswered) => {
      if (!isAnswered && store === this.#store && this.#client?.state.status === "connected") {
        this.#settle = setTimeout(() => this.read(), RETRY_MS);
      }
    });
  }

  /** Changes preferences; whether the server took it. */
  async change(patch: PreferencesPatch): Promise<boolean> {
    const store = this.#store;
    if (store === undefined || !this.isLive) {
      return false;
    }
    try {
      const view = await store.change(patch, Date.now());
      this.#tell({ isSaved: true });
      this.#onSaved(view);
      return true;
    } catch (problem) {
      this.#tell({ isSaved: false, problem });
      return false;
    }
  }

  /** Takes the notice away. */
  dismiss(): void {
    clearTimeout(this.#forget);
    this.#notice = undefined;
    this.#host.requestUpdate();
  }

  hostDisconnected(): void {
    this.#stopTimers();
    this.#notice = undefined;
  }

  #tell(notice: Notice): void {
    this.dismiss();
    this.#notice = notice;
    if (notice.isSaved) {
      this.#forget = setTimeout(() => this.dismiss(), SAVED_SHOWN_MS);
    }
  }

  #show(): void {
    this.#lookAgain();
    this.#host.requestUpdate();
  }

  /** What was changed elsewhere comes in pieces, and what was changed here comes back. */
  #compareSoon(): void {
    clearTimeout(this.#settle);
    this.#settle = setTimeout(() => {
      const told = this.#client?.state.inbox.preferences;
      if (JSON.stringify(told) !== JSON.stringify(this.#store?.view?.preferences)) {
        this.read();
      }
    }, SETTLE_MS);
  }

  /** Quiet hours and pauses begin and end without anybody changing anything. */
  #lookAgain(): void {
    clearTimeout(this.#look);
    const inMs = this.view && nextLookMs(this.view, Date.now());
    if (inMs !== undefined) {
      this.#look = setTimeout(() => {
        if (document.hidden) {
          this.#lookAgain();
        } else {
          this.read();
        }
      }, inMs);
    }
  }

  #stopTimers(): void {
    for (const timer of [this.#settle, this.#look, this.#forget]) {
      clearTimeout(timer);
    }
  }
}

/** Whether the connection is lost, while there is something that the device has kept. */
function isAway({ status, inbox }: State): boolean {
  return status !== "connected" && status !== "connecting" && inbox.position !== null;
}
