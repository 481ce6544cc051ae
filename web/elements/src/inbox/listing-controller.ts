import { Listing, type BelfryClient, type Filter, type ListingState } from "@belfry/client";
import type { ReactiveController, ReactiveControllerHost } from "lit";

const NOTHING: ListingState = {
  notifications: [],
  loading: true,
  more: false,
  problem: undefined,
};

/** The list that an element shows, of whichever client and filter it has at the time. */
export class ListingController implements ReactiveController {
  readonly #host: ReactiveControllerHost;
  #client: BelfryClient | undefined;
  #filter: string | undefined;
  #listing: Listing | undefined;
  #unsubscribe: (() => void) | undefined;

  constructor(host: ReactiveControllerHost) {
    this.#host = host;
    host.addController(this);
  }

  get state(): ListingState {
    return this.#listing?.state ?? NOTHING;
  }

  /** Shows this list from now on. */
  show(client: BelfryClient | undefined, filter: Filter): void {
    const name = JSON.stringify(filter);
    if (client !== this.#client || name !== this.#filter) {
      this.#leave();
      this.#client = client;
      this.#filter = name;
      this.#listing = client && new Listing(client, filter);
      this.#unsubscribe = this.#listing?.subscribe(() => this.#host.requestUpdate());
    }
  }

  loadMore(): void {
    void this.#listing?.loadMore();
  }

  /** Loads anew what could not be loaded. */
  again(): void {
    void this.#listing?.refresh();
  }

  hostDisconnected(): void {
    this.#leave();
  }

  #leave(): void {
    this.#unsubscribe?.();
    this.#unsubscribe = undefined;
    this.#listing = undefined;
    this.#client = undefined;
    this.#filter = undefined;
  }
}
