import { io as connect4 } from "socket.io-client";
import connect2, { type Socket } from "socket.io-client-2";
import { io as connect3 } from "socket.io-client-3";
import { Conditions } from "../harness/until.js";

/** A version of the stock client, and what is its own about it. */
export interface Version {
  readonly name: string;
  /** Protocol 4 takes the session's id for the socket's, and knows no `auth`. */
  readonly protocol: 4 | 5;
  readonly connect: (url: string, options: object) => Socket;
  /** What the socket says when a middleware rejects it, and in which form. */
  readonly refusal: "error" | "connect_error";
  /** The packet with which the server does its part of a heartbeat. */
  readonly heartbeat: "ping" | "pong";
}

const SINCE_3 = { protocol: 5, refusal: "connect_error", heartbeat: "ping" } as const;

export const VERSIONS: readonly Version[] = [
  { name: "2.5", connect: connect2, protocol: 4, refusal: "error", heartbeat: "pong" },
  { name: "3.1", connect: connect3, ...SINCE_3 },
  { name: "4.8", connect: connect4 as unknown as Version["connect"], ...SINCE_3 },
];

const SOCKET_EVENTS = [
  ...["connect", "disconnect", "connect_error", "error"],
  ...["welcome", "echo", "told", "number"],
];

/** A socket of a stock client that remembers what it hears. */
export class StockClient {
  readonly socket: Socket;
  readonly #heard = new Map<string, unknown[][]>();
  readonly #conditions = new Conditions();

  constructor(socket: Socket) {
    this.socket = socket;
    for (const event of SOCKET_EVENTS) {
      socket.on(event, (...args: unknown[]) => this.#hear(event, args));
    }
    socket.io.on("reconnect", (...args: unknown[]) => this.#hear("reconnect", args));
  }

  /** Waits until it travels by this transport. */
  async travelsBy(transport: string): Promise<void> {
    const { engine } = this.socket.io;
    engine.on("upgrade", () => this.#conditions.changed());
    await this.#until(() => engine.transport.name === transport, `the upgrade to ${transport}`);
  }

  /** Waits for so many more heartbeats. */
  async beats(heartbeat: string, times: number): Promise<void> {
    let left = times;
    this.socket.io.engine.on("packet", ({ type }: { readonly type: string }) => {
      left -= type === heartbeat ? 1 : 0;
      this.#conditions.changed();
    });
    await this.#until(() => left <= 0, `${left} of the heartbeat`);
  }

  /** Waits until it can send at once. */
  async writable(): Promise<void> {
    const { engine } = this.socket.io;
    engine.on("drain", () => this.#conditions.changed());
    await this.#until(() => engine.transport.writable, "a free transport");
  }

  /** Waits until it has heard the event so many times, and returns the arguments of each. */
  async hears(event: string, times = 1): Promise<readonly (readonly unknown[])[]> {
    await this.#until(() => this.all(event).length >= times, `${times} of "${event}"`);
    return this.all(event);
  }

  /** The arguments of each time that it heard the event so far. */
  all(event: string): readonly (readonly unknown[])[] {
    return this.#heard.get(event) ?? [];
  }

  /** Emits, and waits for the arguments of the acknowledgement. */
  async ask(event: string, ...args: readonly unknown[]): Promise<readonly unknown[]> {
    let answer: readonly unknown[] | undefined;
    this.socket.emit(event, ...args, (...values: unknown[]) => {
      answer = values;
      this.#conditions.changed();
    });
    await this.#until(() => answer !== undefined, `the acknowledgement of "${event}"`);
    return answer ?? [];
  }

  #hear(event: string, args: unknown[]): void {
    const before = this.#heard.get(event);
    if (before === undefined) {
      this.#heard.set(event, [args]);
    } else {
      before.push(args);
    }
    this.#conditions.changed();
  }

  #until(holds: () => boolean, waitingFor: string): Promise<void> {
    return this.#conditions.until(
      holds,
      () => `${waitingFor}; heard ${JSON.stringify([...this.#heard]).slice(0, 2_000)}`,
    );
  }
}
