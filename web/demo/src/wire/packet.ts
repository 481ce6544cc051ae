/** One frame of a socket, as Engine.IO 4 and Socket.IO 5 write it. */
export interface Packet {
  /** The event that it carries, or what the protocol calls it. */
  readonly name: string;
  readonly kind: PacketKind;
  /** The number that an answer is asked for under, or that it answers. */
  readonly ack?: number;
  /** What it carries beside its name. */
  readonly content?: unknown;
}

export type PacketKind = "heartbeat" | "connection" | "event" | "answer" | "other";

const ENGINE: Readonly<Record<string, Pick<Packet, "name" | "kind">>> = {
  "0": { name: "open", kind: "connection" },
  "1": { name: "close", kind: "connection" },
  "2": { name: "ping", kind: "heartbeat" },
  "3": { name: "pong", kind: "heartbeat" },
  "5": { name: "upgrade", kind: "connection" },
  "6": { name: "noop", kind: "other" },
};
const MESSAGE = "4";
/** Type, namespace, number of the acknowledgement, and the content. */
const SOCKET = /^([0-4])(?:\/[^,]*,)?(\d+)?(.*)$/s;

/** What a text frame says; a frame that is of neither protocol is `unreadable`. */
export function decode(frame: string): Packet {
  const [type = "", rest] = [frame.slice(0, 1), frame.slice(1)];
  if (type === MESSAGE) {
    return decodeMessage(rest);
  }
  const known = ENGINE[type];
  return known === undefined ? unreadable(frame) : withContent(known, rest);
}

function decodeMessage(message: string): Packet {
  const [, type, number, json = ""] = SOCKET.exec(message) ?? [];
  const ack = number === undefined ? {} : { ack: Number(number) };
  switch (type) {
    case "0":
      return withContent({ name: "connect", kind: "connection" }, json);
    case "1":
      return { name: "disconnect", kind: "connection" };
    case "2":
      return { ...event(json), ...ack };
    case "3":
      return { ...withContent({ name: "answer", kind: "answer" }, json), ...ack };
    case "4":
      return withContent({ name: "connect_error", kind: "connection" }, json);
    default:
      return unreadable(message);
  }
}

function event(json: string): Packet {
  const [name, ...content] = asArray(parse(json));
  return typeof name === "string" ? { name, kind: "event", content } : unreadable(json);
}

function withContent(packet: Pick<Packet, "name" | "kind">, text: string): Packet {
  return text === "" ? packet : { ...packet, content: parse(text) };
}

function unreadable(text: string): Packet {
  return { name: "unreadable", kind: "other", content: text };
}

function asArray(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
