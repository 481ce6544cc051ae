import type { Call, Message } from "./channel.js";
import { valueOf } from "./channel.js";
import type { Request } from "./command.js";
import type { Link, LinkListener, Performance } from "./link.js";
import type { Counts, Position } from "./notification.js";
import { LinkLost } from "./problem.js";

/** A leader answers at once; one that does not twice is gone, or its tab was put to sleep. */
const WELCOME_MS = 1_500;

/** Longer than a leader waits for the server. */
const ANSWER_MS = 15_000;

export interface FollowerListener extends LinkListener {
  /** What all tabs together wait for. */
  onWaiting(waiting: readonly Performance[]): void;
  /** The leader does not answer. */
  onSilence(): void;
}

interface Open {
  resolve(value: unknown): void;
  reject(problem: unknown): void;
  readonly timer: ReturnType<typeof setTimeout>;
}

/** The way over another tab of this browser, which has the socket. */
export class FollowerLink implements Link {
  readonly #channel: BroadcastChannel;
  readonly #id: string;
  readonly #position: () => Position | null;
  readonly #listener: FollowerListener;
  readonly #calls = new Map<number, Open>();
  #leader: string | undefined;
  #welcomed = false;
  #asked = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #lastCall = 0;

  /** @param position where this tab stands; asked for whenever another one leads */
  constructor(
    channel: BroadcastChannel,
    id: string,
    position: () => Position | null,
    listener: FollowerListener,
  ) {
    this.#channel = channel;
    this.#id = id;
    this.#position = position;
    this.#listener = listener;
    this.#hello();
  }

  /** Takes a message that this tab got. */
  take(message: Message): void {
    switch (message.kind) {
      case "lead":
        this.#led(message);
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
        this.#listener.onWaiting(message.waiting);
        break;
      case "answer":
        if (message.to === this.#id) {
          this.#answer(message);
        }
        break;
      case "hello":
      case "call":
        break;
    }
  }

  async perform(item: Performance, late: boolean): Promise<Counts> {
    return (await this.#call({ kind: "perform", item, late })) as Counts;
  }

  ask(request: Request): Promise<unknown> {
    return this.#call({ kind: "ask", request });
  }

  wake(): void {
    this.#welcomed = false;
    this.#hello();
  }

  close(): void {
    clearTimeout(this.#timer);
    this.#loseCalls();
  }

  #hello(): void {
    this.#asked = 0;
    this.#sayHello();
  }

  #sayHello(): void {
    clearTimeout(this.#timer);
    this.#asked += 1;
    this.#post({ kind: "hello", from: this.#id, position: this.#position() });
    this.#timer = setTimeout(() => {
      if (this.#asked === 1) {
        this.#sayHello();
      } else {
        this.#listener.onSilence();
        this.#hello();
      }
    }, WELCOME_MS);
  }

  #led({ leader, status }: Extract<Message, { kind: "lead" }>): void {
    if (leader !== this.#leader) {
      this.#leader = leader;
      this.#welcomed = false;
      this.#loseCalls();
      this.#hello();
    }
    this.#listener.onStatus(status);
  }

  #welcome({ status, event, waiting }: Extract<Message, { kind: "welcome" }>): void {
    clearTimeout(this.#timer);
    this.#welcomed = true;
    this.#listener.onStatus(status);
    this.#listener.onWaiting(waiting);
    if (event !== null) {
      this.#listener.onEvent(event);
    }
    this.#listener.onUp();
  }

  #call(what: Call): Promise<unknown> {
    if (!this.#welcomed) {
      return Promise.reject(new LinkLost());
    }
    this.#lastCall += 1;
    const call = this.#lastCall;
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => {
        this.#calls.delete(call);
        reject(new LinkLost());
        this.wake();
      }, ANSWER_MS);
      this.#calls.set(call, { resolve, reject, timer });
      this.#post({ kind: "call", from: this.#id, call, what });
    });
  }

  #answer({ call, answer }: Extract<Message, { kind: "answer" }>): void {
    const open = this.#calls.get(call);
    if (open === undefined) {
      return;
    }
    this.#calls.delete(call);
    clearTimeout(open.timer);
    try {
      open.resolve(valueOf(answer));
    } catch (problem) {
      open.reject(problem);
    }
  }

  #loseCalls(): void {
    for (const { reject, timer } of this.#calls.values()) {
      clearTimeout(timer);
      reject(new LinkLost());
    }
    this.#calls.clear();
  }

  #post(message: Message): void {
    this.#channel.postMessage(message);
  }
}
