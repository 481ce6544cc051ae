import {
  answerOfError,
  changeOf,
  type Answer,
  type Call,
  type Leading,
  type Led,
  type Message,
} from "./channel.js";
import type { Performance, Status } from "./link.js";
import type { InboxEvent, Position } from "./notification.js";

/** The leader's side: hands on what its socket hears, and does what followers ask. */
export class Relay {
  readonly #channel: BroadcastChannel;
  readonly #led: Led;
  readonly #leading: Leading;
  #status: Status = "connecting";
  #fresh = false;
  #waiting: readonly Performance[] = [];
  #closed = false;

  constructor(channel: BroadcastChannel, led: Led, leading: Leading) {
    this.#channel = channel;
    this.#led = led;
    this.#leading = leading;
    this.#lead();
  }

  /** Takes a message that this tab got. */
  take(message: Message): void {
    if (message.kind === "hello") {
      this.#welcome(message.from, message.position);
    } else if (message.kind === "call" && message.to === this.#led.leader) {
      const { from: to, call } = message;
      void this.#do(message.what).then((answer) =>
        this.#post({ ...this.#led, kind: "answer", to, call, answer }),
      );
    }
  }

  status(status: Status): void {
    if (status !== this.#status) {
      this.#status = status;
      this.#lead();
    }
  }

  /** What the server said, once this tab has taken it. */
  event(event: InboxEvent): void {
    if (this.#fresh) {
      this.#post({ ...this.#led, kind: "event", event });
    } else {
      // Followers stand anywhere: each asks for what it lacks.
      this.#fresh = true;
      this.#lead();
    }
  }

  transient(name: string, data: unknown): void {
    this.#post({ ...this.#led, kind: "transient", name, data });
  }

  waiting(waiting: readonly Performance[]): void {
    const change = changeOf(this.#waiting, waiting);
    if (change !== undefined) {
      this.#waiting = waiting;
      this.#post({ ...this.#led, kind: "waiting", ...change });
    }
  }

  close(): void {
    this.#closed = true;
  }

  #lead(): void {
    this.#post({ ...this.#led, kind: "lead", status: this.#status, fresh: this.#fresh });
  }

  #welcome(to: string, position: Position | null): void {
    const event = this.#fresh ? this.#leading.snapshot() : null;
    const same = event?.epoch === position?.epoch && event?.seq === position?.seq;
    this.#post({
      ...this.#led,
      kind: "welcome",
      to,
      status: this.#status,
      fresh: this.#fresh,
      event: same ? null : event,
      waiting: this.#waiting,
    });
  }

  async #do(call: Call): Promise<Answer> {
    try {
      return { kind: "value", value: await this.#valueOf(call) };
    } catch (problem) {
      return answerOfError(problem);
    }
  }

  async #valueOf(call: Call): Promise<unknown> {
    switch (call.kind) {
      case "ping":
        return null;
      case "perform":
        return this.#leading.perform(call.item, call.late);
      case "ask":
        return this.#leading.ask(call.request);
    }
  }

  #post(message: Message): void {
    if (!this.#closed) {
      this.#channel.postMessage(message);
    }
  }
}
