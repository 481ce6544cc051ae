/**
 * Takes the place of `engine.io-parser` in the script of a page: packets of the Engine.IO protocol
 * as text, since no Belfry server sends binary ones, and no element does.
 */
interface Packet {
  readonly type: string;
  readonly data?: string;
}

/** Revision of the Engine.IO protocol. */
export const protocol = 4;

/** Each type at the digit that stands for it. */
const TYPES = ["open", "close", "ping", "pong", "message", "upgrade", "noop"];

const SEPARATOR = "\x1e";

/** Gives `callback` a packet as text. */
export function encodePacket(
  packet: Packet,
  _supportsBinary: boolean,
  callback: (text: string) => void,
): void {
  callback(encoded(packet));
}

/** Gives `callback` packets as the body of a request. */
export function encodePayload(packets: readonly Packet[], callback: (text: string) => void): void {
  callback(packets.map(encoded).join(SEPARATOR));
}

/** The packet that `text` is; one of type `error` when it is none. */
export function decodePacket(text: unknown): Packet {
  const [, digit, data] = (typeof text === "string" && /^([0-6])(.*)$/s.exec(text)) || [];
  const type = TYPES[Number(digit)];
  if (type === undefined) {
    return { type: "error", data: "parser error" };
  }
  return data ? { type, data } : { type };
}

/** The packets of a body, up to the first that is none. */
export function decodePayload(body: string): Packet[] {
  const packets = body.split(SEPARATOR).map(decodePacket);
  const bad = packets.findIndex(({ type }) => type === "error");
  return bad < 0 ? packets : packets.slice(0, bad + 1);
}

function encoded({ type, data = "" }: Packet): string {
  return `${String(TYPES.indexOf(type))}${data}`;
}
