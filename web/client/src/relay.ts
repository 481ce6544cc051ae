import { answerOfError, type Answer, type Call, type Leading, type Message } from "./channel.js";
import type { Performance, Status } from "./link.js";
import type { InboxEvent, Position } from "./notification.js";

/** The leader's side: hands on what its socket hears, and does what followers ask. */
export class Relay {
  readonly #channel: BroadcastChannel;
  readonly #id: string;
  readonly #leading: Leading;
  #status: Status;
  #waiting: readonly Performance[] = [];

  constructor(channel: BroadcastChannel, id: string, status: Status, leading: Leading) {
    this.#channel = channel;
    this.#id = id;
    this.#status = status;
    this.#leading = leading;
    this.#lead();
  }

  /** Takes a message that this tab got. */
  take(message: Message): void {
    if (message.kind === "hello") {
      this.#welcome(message.from, message.position);
    } else if (message.kind === "call") {
      this.#do(message.what).then((answer) =>
        this.#post({ kind: "answer", to: message.from, call: message.call, answer }),
      );
    }
  }

  status(status: Status): void {
    this.#status = status;
    this.#lead();
  }

  event(event: InboxEvent): void {
    this.#post({ kind: "event", event });
  }

  transient(name: string, data: unknown): void {
    this.#post({ kind: "transient", name, data });
  }

  waiting(waiting: readonly Performance[]): void {
    if (waiting.length > 0 || this.#waiting.length > 0) {
      this.#waiting = waiting;
      this.#post({ kind: "waiting", waiting });
    }
  }

  #lead(): void {
    this.#post({ kind: "lead", leader: this.#id, status: this.#status });
  }

  #welcome(to: string, position: Position | null): void {
    const event = this.#leading.snapshot();
    const same = event?.epoch === position?.epoch && event?.seq === position?.seq;
    this.#post({
      kind: "welcome",
      to,
      status: this.#status,
      event: same ? null : event,
      waiting: this.#waiting,
    });
  }

  async #do(call: Call): Promise<Answer> {
    try {
      const value = await (call.kind === "perform"
        ? this.#leading.perform(call.item, call.late)
        : this.#leading.ask(call.request));
      return { kind: "value", value };
    } catch (problem) {
      return answerOfError(problem);
    }
  }

  #post(message: Message): void {
    this.#channel.postMessage(message);
  }
}
