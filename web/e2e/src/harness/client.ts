import { io, type Socket } from "socket.io-client";
import { Conditions } from "./until.js";

/** The ways a stock client can travel. */
export const TRANSPORTS: Readonly<Record<string, readonly string[]>> = {
  "polling only": ["polling"],
  "WebSocket only": ["websocket"],
  "polling with upgrade": ["polling", "websocket"],
};

export interface Options {
  readonly transports?: readonly string[];
  readonly auth?: Readonly<Record<string, unknown>> | ((answer: (auth: object) => void) => void);
  readonly query?: Readonly<Record<string, string>>;
  readonly headers?: Readonly<Record<string, string>>;
}

/** One thing that a client heard. */
export interface Heard {
  readonly event: string;
  readonly args: readonly unknown[];
}

/** A refusal as `connect_error` tells it. */
export interface Refusal extends Error {
  readonly data?: { readonly code?: string; readonly message?: string };
}

/** A stock Socket.IO client that remembers everything it hears, in order. */
export class Client {
  readonly socket: Socket;
  readonly heard: Heard[] = [];
  refusal: Refusal | undefined;
  readonly #conditions = new Conditions();
  readonly #transports: readonly string[];

  constructor(url: string, options: Options = {}) {
    this.#transports = options.transports ?? ["websocket"];
    this.socket = io(url, {
      forceNew: true,
      transports: [...this.#transports],
      reconnectionDelay: 50,
      reconnectionDelayMax: 200,
      ...(options.auth !== undefined && { auth: options.auth }),
      ...(options.query !== undefined && { query: options.query }),
      ...(options.headers !== undefined && { extraHeaders: options.headers }),
    });
    this.socket.onAny((event: string, ...args: unknown[]) => {
      this.heard.push({ event, args });
      this.#conditions.changed();
    });
    this.socket.on("connect", () => this.#conditions.changed());
    this.socket.on("disconnect", () => this.#conditions.changed());
    this.socket.on("connect_error", (refusal) => {
      this.refusal = refusal;
      this.#conditions.changed();
    });
  }

  /** Waits until it is connected, and upgraded where it may upgrade. */
  async connected(): Promise<this> {
    await this.until(() => this.socket.connected, "the connection");
    const { engine } = this.socket.io;
    const best = this.#transports.at(-1);
    engine.on("upgrade", () => this.#conditions.changed());
    await this.until(() => engine.transport.name === best, `the upgrade to ${best}`);
    return this;
  }

  /** Waits until it has heard the event so many times, and returns the arguments of each. */
  async hears(event: string, times = 1): Promise<readonly (readonly unknown[])[]> {
    await this.until(() => this.all(event).length >= times, `${times} of "${event}"`);
    return this.all(event);
  }

  /** The first argument of the latest of an event that it waits for. */
  async latest(event: string, times = 1): Promise<unknown> {
    return (await this.hears(event, times)).at(-1)?.[0];
  }

  /** The arguments of each time that it heard the event so far. */
  all(event: string): readonly (readonly unknown[])[] {
    return this.heard.filter((each) => each.event === event).map(({ args }) => args);
  }

  until(holds: () => boolean, waitingFor: string): Promise<void> {
    return this.#conditions.until(
      holds,
      () => `${waitingFor}; heard ${JSON.stringify(this.heard)}`,
    );
  }

  /** Looks again at what is waited for: something changed that the client cannot know of. */
  changed(): void {
    this.#conditions.changed();
  }

  /** Emits and waits for the acknowledgement. */
  ask(event: string, ...args: readonly unknown[]): Promise<unknown> {
    return this.socket.timeout(5_000).emitWithAck(event, ...args);
  }

  close(): void {
    this.socket.disconnect();
  }
}

/** The clients of one test, closed together. */
export class Clients {
  readonly #open: Client[] = [];

  open(url: string, options: Options = {}): Client {
    const client = new Client(url, options);
    this.#open.push(client);
    return client;
  }

  closeAll(): void {
    for (const client of this.#open.splice(0)) {
      client.close();
    }
  }
}
