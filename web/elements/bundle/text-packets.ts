/**
 * Takes the place of `socket.io-parser` in the script of a page: packets of the Socket.IO protocol
 * without attachments, since no Belfry server sends any, and no element does.
 */
interface Packet {
  readonly type: number;
  readonly nsp: string;
  readonly data?: unknown;
  readonly id?: number | undefined;
}

type Listener = (packet: Packet) => void;

/** Revision of the Socket.IO protocol. */
export const protocol = 5;

export const PacketType = { CONNECT: 0, DISCONNECT: 1, EVENT: 2, ACK: 3, CONNECT_ERROR: 4 };

/** Names of events that `socket.io-client` uses itself. */
const RESERVED = /^(connect|connect_error|disconnect|disconnecting|newListener|removeListener)$/;

/** Type, namespace, acknowledgement id and data: `<type>[/<namespace>,][<id>][<JSON>]`. */
const PACKET = /^([0-4])(?:(\/[^,]*),?)?(\d*)(.*)$/s;

const VALID: readonly ((data: unknown) => boolean)[] = [
  isObject,
  (data) => data === undefined,
  (data) => Array.isArray(data) && isEventName(data[0]),
  (data) => Array.isArray(data),
  (data) => typeof data === "string" || isObject(data),
];

/** Writes packets. */
export class Encoder {
  encode({ type, nsp, data, id }: Packet): string[] {
    const namespace = nsp === "/" ? "" : `${nsp},`;
    return [
      `${String(type)}${namespace}${String(id ?? "")}${JSON.stringify(data ?? undefined) ?? ""}`,
    ];
  }
}

/** Reads packets, and tells its one listener of them. */
export class Decoder {
  #listener: Listener | undefined;

  on(_: "decoded", listener: Listener): void {
    this.#listener = listener;
  }

  off(): void {
    this.#listener = undefined;
  }

  /** @throws Error `text` is no packet of the protocol, or one with attachments */
  add(text: unknown): void {
    const [, type, nsp = "/", id, json] = PACKET.exec(String(text)) ?? [];
    const packet = { type: Number(type), nsp, ...(id && { id: Number(id) }) };
    const data: unknown = json ? JSON.parse(json) : undefined;
    if (type === undefined || (json && VALID[packet.type]?.(data) !== true)) {
      throw new Error("invalid packet");
    }
    this.#listener?.({ ...packet, data });
  }

  destroy(): void {
    // There is nothing that waits for its attachments.
  }
}

function isObject(data: unknown): boolean {
  return Object.prototype.toString.call(data) === "[object Object]";
}

function isEventName(name: unknown): boolean {
  return typeof name === "string" ? !RESERVED.test(name) : typeof name === "number";
}
