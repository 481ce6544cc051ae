import { io, type Socket } from "socket.io-client";
import type { Request } from "./command.js";
import type { Complaints } from "./complaints.js";
import type { Link, LinkListener, Performance, Status } from "./link.js";
import type { Counts, InboxEvent, Position } from "./notification.js";
import { Performing } from "./performing.js";
import { LinkLost, answerOf, isRefusal } from "./problem.js";
import { OtherUser, endOf, tokenOf, type TokenSource } from "./token.js";

export interface SocketOptions {
  /** The server's origin; that of the page without it. */
  readonly url?: string | undefined;
  readonly token: TokenSource;
  /** Whose tokens are taken; anybody's where that is not known. */
  readonly user: () => string | undefined;
  /** What presence calls this device. */
  readonly device?: string | undefined;
  /** What becomes of attempts for which there is no token, or that the server refuses. */
  readonly complaints: Complaints;
}

/** What the server says itself to a socket of this dialect. */
const OWN_EVENTS = new Set(["inbox", "authError"]);

const ANSWER_MS = 10_000;
const PROBE_MS = 3_000;
const FIRST_RETRY_MS = 1_000;
const LAST_RETRY_MS = 60_000;
const RENEW_BEFORE_END_MS = 30_000;
const SOONEST_RENEWAL_MS = 1_000;
const LONGEST_TIMER_MS = 2 ** 31 - 1;

/**
 * A socket in the sync dialect. After each interruption it says where the client stands, and so
 * gets exactly what was missed; a token that is about to end is replaced without one.
 */
export class SocketLink implements Link {
  readonly #options: SocketOptions;
  readonly #listener: LinkListener;
  readonly #socket: Socket;
  readonly #performing = new Performing((request) => this.ask(request));
  #renew = false;
  #refused = false;
  /** Whether the first attempt is over. */
  #isAgain = false;
  #closed = false;
  #soonestMs = SOONEST_RENEWAL_MS;
  #triedMs = 0;
  #retryMs = FIRST_RETRY_MS;
  #retry: ReturnType<typeof setTimeout> | undefined;
  #renewal: ReturnType<typeof setTimeout> | undefined;

  /** @param since where the client stands; asked at each connection */
  constructor(options: SocketOptions, since: () => Position | null, listener: LinkListener) {
    this.#options = options;
    this.#listener = listener;
    const settings = {
      forceNew: true,
      transports: ["websocket", "polling"],
      tryAllTransports: true,
      reconnectionDelay: 300,
      reconnectionDelayMax: 3_000,
      auth: (answer: (auth: object) => void) => {
        const { engine } = this.#socket.io;
        // By then another connection may have begun, which asks by itself.
        const isWanted = () => !this.#closed && engine === this.#socket.io.engine;
        this.#token().then(
          (token) => {
            if (isWanted()) {
              answer({ token, since: since(), ...device(options) });
            }
          },
          (problem: unknown) => {
            if (isWanted()) {
              this.#stayOut(problem);
            }
          },
        );
      },
    };
    this.#socket = options.url === undefined ? io(settings) : io(options.url, settings);
    this.#watchOpening();
    this.#socket.io.on("reconnect_attempt", () => queueMicrotask(() => this.#watchOpening()));
    this.#socket.on("connect", () => this.#connected());
    this.#socket.on("connect_error", (refusal) => this.#failed(refusal));
    this.#socket.on("disconnect", (reason) => this.#lost(reason));
    this.#socket.on("inbox", (event: InboxEvent) => listener.onEvent(event));
    this.#socket.onAny((name: string, data: unknown) => {
      if (!OWN_EVENTS.has(name)) {
        listener.onTransient(name, data);
      }
    });
    this.#tellStatus();
  }

  perform(item: Performance, late: boolean): Promise<Counts> {
    return this.#performing.perform(item, late);
  }

  async ask([event, ...args]: Request): Promise<unknown> {
    // Unlike the library, which keeps what is emitted meanwhile: the outbox does that.
    if (!this.#socket.connected) {
      throw new LinkLost();
    }
    let acknowledgement: unknown;
    try {
      const answer = this.#socket.timeout(ANSWER_MS).emitWithAck(event, ...args);
      // It keeps it all the same when it thinks that the device has slept.
      if (this.#socket.sendBuffer.length > 0) {
        this.#socket.sendBuffer = [];
        answer.catch(() => {});
        throw new LinkLost();
      }
      acknowledgement = await answer;
    } catch {
      // No answer came in time; otherwise the library is about to connect again.
      if (this.#socket.connected) {
        this.#probe();
      }
      throw new LinkLost();
    }
    return answerOf(acknowledgement);
  }

  wake(): void {
    if (this.#closed) {
      return;
    }
    this.#tellStatus();
    if (this.#socket.connected) {
      this.#probe();
    } else if (!this.#refused && Date.now() - this.#triedMs > PROBE_MS) {
      this.#connectAnew();
    }
  }

  close(): void {
    this.#closed = true;
    clearTimeout(this.#retry);
    clearTimeout(this.#renewal);
    this.#socket.disconnect();
  }

  /** A socket that the network has forgotten is noticed by an answer that does not come. */
  #probe(): void {
    const { engine } = this.#socket.io;
    this.#socket
      .timeout(PROBE_MS)
      .emitWithAck("getNotifications", { limit: 1 })
      .catch(() => engine.close());
  }

  async #token(): Promise<string> {
    const token = await this.#get(this.#renew);
    this.#renewBefore(endOf(token));
    return token;
  }

  #get(renew: boolean): Promise<string> {
    return tokenOf(this.#options.token, renew, this.#options.user());
  }

  #renewBefore(endMs: number | undefined): void {
    clearTimeout(this.#renewal);
    if (endMs === undefined || typeof this.#options.token === "string" || this.#closed) {
      return;
    }
    const wantedMs = endMs - Date.now() - RENEW_BEFORE_END_MS;
    const inMs = Math.max(wantedMs, this.#soonestMs);
    // Tokens that are as good as over, or a clock that is wrong, are no reason to hurry.
    this.#soonestMs =
      wantedMs > LAST_RETRY_MS ? SOONEST_RENEWAL_MS : Math.min(this.#soonestMs * 2, LAST_RETRY_MS);
    this.#renewal = setTimeout(() => this.#prolong(), Math.min(inMs, LONGEST_TIMER_MS));
  }

  /** Where that fails the server ends the connection in time, and the next one asks again. */
  #prolong(): void {
    if (!this.#socket.connected) {
      this.#renew = true;
      return;
    }
    this.#get(true)
      .then(async (token) => {
        await this.ask(["auth", token]);
        this.#renewBefore(endOf(token));
      })
      .catch(() => {
        this.#renew = true;
      });
  }

  #connected(): void {
    this.#renew = false;
    clearTimeout(this.#retry);
    this.#refused = false;
    this.#isAgain = true;
    this.#retryMs = FIRST_RETRY_MS;
    this.#options.complaints.end();
    this.#tellStatus();
    this.#listener.onUp();
  }

  /** The library tries again by itself when no server answered, but not when one refused us. */
  #failed(refusal: Error & { readonly data?: { readonly code?: string } }): void {
    const isNew = this.#renew;
    this.#refused = !this.#socket.active;
    this.#isAgain = true;
    if (this.#refused) {
      this.#renew = refusal.data?.code?.startsWith("token_") ?? true;
      this.#retryLater();
    }
    this.#tellStatus();
    // Tokens that are over are replaced at the next attempt.
    if (this.#refused && (isNew || !this.#renew)) {
      this.#options.complaints.add(refusal);
    }
  }

  /** Nor does it when the server ended the connection on purpose, as it does with a token. */
  #lost(reason: string): void {
    if (reason === "io server disconnect") {
      this.#renew = true;
      this.#retryLater();
    }
    this.#tellStatus();
  }

  /**
   * The library misses a connection that ends without an error before it is open, as one of Node's
   * can, until its attempt has timed out.
   */
  #watchOpening(): void {
    const { engine } = this.#socket.io;
    this.#triedMs = Date.now();
    let open = false;
    engine.once("open", () => {
      open = true;
    });
    engine.once("close", (reason) => {
      if (!open && reason === "transport close") {
        this.#retryLater();
      }
    });
  }

  /** There is no token that could be shown. */
  #stayOut(problem: unknown): void {
    this.#refused = problem instanceof OtherUser || isRefusal(problem);
    this.#isAgain = true;
    this.#retryLater();
    this.#tellStatus();
    this.#options.complaints.add(problem);
  }

  #retryLater(): void {
    clearTimeout(this.#retry);
    if (!this.#closed) {
      this.#retry = setTimeout(() => this.#connectAnew(), this.#retryMs);
      this.#retryMs = Math.min(this.#retryMs * 2, LAST_RETRY_MS);
    }
  }

  #connectAnew(): void {
    this.#socket.disconnect();
    clearTimeout(this.#retry);
    this.#socket.connect();
    this.#watchOpening();
  }

  #tellStatus(): void {
    if (!this.#closed) {
      this.#listener.onStatus(this.#status());
    }
  }

  #status(): Status {
    if (this.#socket.connected) {
      return "connected";
    }
    if (globalThis.navigator?.onLine === false) {
      return "offline";
    }
    if (this.#refused) {
      return "refused";
    }
    return this.#isAgain ? "reconnecting" : "connecting";
  }
}

function device({ device }: SocketOptions): { readonly device?: string } {
  return device === undefined ? {} : { device };
}
