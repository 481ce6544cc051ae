import { changed, valueOf, type Call, type FromLeader, type Led, type Message } from "./channel.js";
import type { Clock } from "./clock.js";
import type { Request } from "./command.js";
import type { Link, LinkListener, Performance } from "./link.js";
import type { Counts, Position } from "./notification.js";
import { LinkLost } from "./problem.js";

/** A leader answers at once; one that does not twice is gone, or its tab was put to sleep. */
const WELCOME_MS = 1_500;

/** A timer that fires so much later was itself put to sleep, and says nothing of the leader. */
const LATE_MS = 1_000;

/** How often a leader is asked whether it is there. */
const PING_MS = 10_000;

/** Longer than a leader waits for the server. */
const ANSWER_MS = 15_000;

export interface FollowerListener extends LinkListener {
  /** There is no leader now: what is done waits. */
  onDown(): void;
  /** What all tabs together wait for. */
  onWaiting(waiting: readonly Performance[]): void;
  /** The leader does not answer. */
  onSilence(): void;
}

interface Open {
  resolve(value: unknown): void;
  reject(problem: unknown): void;
  stopWaiting(): void;
}

/** The way over another tab of this browser, which has the socket. */
export class FollowerLink implements Link {
  readonly #channel: BroadcastChannel;
  readonly #id: string;
  readonly #position: () => Position | null;
  readonly #listener: FollowerListener;
  readonly #clock: Clock;
  readonly #calls = new Map<number, Open>();
  #waiting: readonly Performance[] = [];
  #led: Led = { leader: "", term: 0 };
  #welcomed = false;
  #fresh = false;
  #asked = 0;
  #stopPinging: () => void = () => {};
  #stopWaiting: () => void = () => {};
  #lastCall = 0;

  /** @param position where this tab stands; asked for whenever another one leads */
  constructor(
    channel: BroadcastChannel,
    id: string,
    position: () => Position | null,
    listener: FollowerListener,
    clock: Clock,
  ) {
    this.#channel = channel;
    this.#id = id;
    this.#position = position;
    this.#listener = listener;
    this.#clock = clock;
    this.#pingLater();
    this.#hello();
  }

  /** The term of the last leader that it has heard of. */
  get term(): number {
    return this.#led.term;
  }

  /** Takes a message that this tab got. */
  take(message: Message): void {
    if (message.kind !== "hello" && message.kind !== "call" && message.term >= this.#led.term) {
      this.#follow(message);
    }
  }

  async perform(item: Performance, late: boolean): Promise<Counts> {
    return (await this.#call({ kind: "perform", item, late }, ANSWER_MS)) as Counts;
  }

  ask(request: Request): Promise<unknown> {
    return this.#call({ kind: "ask", request }, ANSWER_MS);
  }

  /** Asks whether the leader is there. */
  wake(): void {
    if (this.#welcomed) {
      this.#call({ kind: "ping" }, WELCOME_MS).catch(() => {});
    }
  }

  close(): void {
    this.#stopPinging();
    this.#stopWaiting();
    this.#loseCalls();
  }

  #pingLater(): void {
    this.#stopPinging = this.#clock.after(PING_MS, () => {
      this.#pingLater();
      this.wake();
    });
  }

  #follow(message: FromLeader): void {
    if (message.leader !== this.#led.leader || message.term !== this.#led.term) {
      this.#led = { leader: message.leader, term: message.term };
      this.#lose();
    }
    switch (message.kind) {
      case "lead":
        if (message.fresh && !this.#fresh) {
          this.#hello();
        }
        this.#fresh = message.fresh;
        this.#listener.onStatus(message.status);
        break;
      case "welcome":
        if (message.to === this.#id) {
          this.#welcome(message);
        }
        break;
      case "event":
        if (this.#welcomed) {
          this.#listener.onEvent(message.event);
        }
        break;
      case "transient":
        this.#listener.onTransient(message.name, message.data);
        break;
      case "waiting":
        if (this.#welcomed) {
          this.#wait(changed(this.#waiting, message));
        }
        break;
      case "answer":
        if (message.to === this.#id) {
          this.#answer(message);
        }
        break;
    }
  }

  #hello(): void {
    this.#asked = 0;
    this.#sayHello();
  }

  #sayHello(): void {
    this.#stopWaiting();
    this.#asked += 1;
    this.#channel.postMessage({ kind: "hello", from: this.#id, position: this.#position() });
    const saidMs = this.#clock.nowMs();
    this.#stopWaiting = this.#clock.after(WELCOME_MS, () => {
      if (this.#clock.nowMs() - saidMs > WELCOME_MS + LATE_MS) {
        this.#hello();
      } else if (this.#asked === 1) {
        this.#sayHello();
      } else {
        this.#listener.onSilence();
        this.#hello();
      }
    });
  }

  /** The leader is another one, or does not answer: greets whoever leads now. */
  #lose(): void {
    this.#welcomed = false;
    this.#fresh = false;
    this.#loseCalls();
    this.#listener.onDown();
    this.#hello();
  }

  #welcome({ status, fresh, event, waiting }: Extract<FromLeader, { kind: "welcome" }>): void {
    this.#stopWaiting();
    this.#welcomed = true;
    this.#fresh = fresh;
    this.#listener.onStatus(status);
    this.#wait(waiting);
    if (event !== null) {
      this.#listener.onEvent(event);
    }
    this.#listener.onUp();
  }

  #wait(waiting: readonly Performance[]): void {
    this.#waiting = waiting;
    this.#listener.onWaiting(waiting);
  }

  #call(what: Call, patienceMs: number): Promise<unknown> {
    if (!this.#welcomed) {
      return Promise.reject(new LinkLost());
    }
    this.#lastCall += 1;
    const call = this.#lastCall;
    return new Promise((resolve, reject) => {
      const { leader: to } = this.#led;
      // What cannot be posted waits for no answer.
      this.#channel.postMessage({ kind: "call", from: this.#id, to, call, what });
      const stopWaiting = this.#clock.after(patienceMs, () => {
        this.#calls.delete(call);
        reject(new LinkLost());
        this.#lose();
      });
      this.#calls.set(call, { resolve, reject, stopWaiting });
    });
  }

  #answer({ call, answer }: Extract<FromLeader, { kind: "answer" }>): void {
    const open = this.#calls.get(call);
    if (open === undefined) {
      return;
    }
    this.#calls.delete(call);
    open.stopWaiting();
    try {
      open.resolve(valueOf(answer));
    } catch (problem) {
      open.reject(problem);
    }
  }

  #loseCalls(): void {
    for (const { reject, stopWaiting } of this.#calls.values()) {
      stopWaiting();
      reject(new LinkLost());
    }
    this.#calls.clear();
  }
}
