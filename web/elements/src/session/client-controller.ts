import type { BelfryClient, State } from "@belfry/client";
import type { ReactiveController, ReactiveControllerHost } from "lit";
import {
  clientOf,
  clientOfPage,
  hold,
  isComplete,
  nameOf,
  release,
  watchPage,
  type Credentials,
} from "./registry.js";

/** An element that has a client: one that it was given, its own, or that of the page. */
export interface ClientHost extends ReactiveControllerHost, Credentials {
  readonly client: BelfryClient | undefined;
  /** Called with the client that it has now, before the element is drawn with it. */
  clientChanged?(client: BelfryClient | undefined): (() => void) | undefined;
}

/** Finds an element's client, and draws the element anew whenever the client's state changes. */
export class ClientController implements ReactiveController {
  readonly #host: ClientHost;
  #client: BelfryClient | undefined;
  #held: Credentials | undefined;
  #isConnected = false;
  #unwatch: (() => void) | undefined;
  #unsubscribe: (() => void) | undefined;
  #cleanUp: (() => void) | undefined;

  constructor(host: ClientHost) {
    this.#host = host;
    host.addController(this);
  }

  get client(): BelfryClient | undefined {
    return this.#client;
  }

  get state(): State | undefined {
    return this.#client?.state;
  }

  hostConnected(): void {
    this.#isConnected = true;
    this.#unwatch = watchPage(() => this.#host.requestUpdate());
    this.#host.requestUpdate();
  }

  hostDisconnected(): void {
    this.#isConnected = false;
    this.#unwatch?.();
    this.#take(undefined, undefined);
  }

  hostUpdate(): void {
    if (!this.#isConnected) {
      return;
    }
    const { client: given } = this.#host;
    const credentials = credentialsOf(this.#host);
    if (given) {
      this.#take(given, undefined);
    } else if (!isComplete(credentials)) {
      this.#take(clientOfPage(), undefined);
    } else if (!isSame(this.#held, credentials) || clientOf(credentials) !== this.#client) {
      this.#take(hold(credentials), credentials);
    }
  }

  #take(client: BelfryClient | undefined, held: Credentials | undefined): void {
    const earlier = this.#held;
    this.#held = held;
    if (client !== this.#client) {
      this.#unsubscribe?.();
      this.#cleanUp?.();
      this.#client = client;
      this.#unsubscribe = client?.subscribe(() => this.#host.requestUpdate());
      this.#cleanUp = this.#host.clientChanged?.(client);
    }
    if (earlier !== undefined) {
      release(earlier);
    }
  }
}

/** An attribute that was taken away is null to Lit, and one that says nothing is empty. */
function credentialsOf({ server, token, tokenUrl, user }: Credentials): Credentials {
  return {
    server: server || undefined,
    token: token || undefined,
    tokenUrl: tokenUrl || undefined,
    user: user || undefined,
  };
}

function isSame(held: Credentials | undefined, wanted: Credentials): boolean {
  return held !== undefined && nameOf(held) === nameOf(wanted) && held.token === wanted.token;
}
