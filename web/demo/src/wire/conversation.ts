import type { Packet } from "./packet.js";

/** Questions that nobody answers are forgotten beyond so many. */
const MOST_OPEN = 100;

/** What is said on one socket: it knows which question an answer is to. */
export class Conversation {
  readonly #asked = new Map<number, string>();

  /** The packet, whose name says of an answer what it answers. */
  hear(packet: Packet): Packet {
    const { kind, name, ack } = packet;
    if (ack === undefined) {
      return packet;
    }
    if (kind !== "answer") {
      this.#ask(ack, name);
      return packet;
    }
    const question = this.#asked.get(ack);
    this.#asked.delete(ack);
    return question === undefined ? packet : { ...packet, name: `answer to ${question}` };
  }

  #ask(ack: number, name: string): void {
    this.#asked.set(ack, name);
    const [oldest] = this.#asked.keys();
    if (this.#asked.size > MOST_OPEN && oldest !== undefined) {
      this.#asked.delete(oldest);
    }
  }
}
