import { Conversation } from "./conversation.js";
import { FrameLog, type Frame } from "./frame-log.js";
import { decode, type Packet } from "./packet.js";
import { BrowserSocket, NoSocket, TappedSocket } from "./sockets.js";

/** The query parameter by which a client's connections say whose they are. */
const OWNER = "for";

/** The address at which a client of this page connects, so that the tap knows its user. */
export function addressFor(user: string, origin: string): string {
  return `${origin}/?${OWNER}=${encodeURIComponent(user)}`;
}

/**
 * Sits between the clients of this page and the network: reports what goes over their sockets,
 * cuts these, and lets nothing through of a user who is offline.
 */
export class Tap {
  readonly log = new FrameLog();
  readonly #forbidden = new Set<string>();
  readonly #sockets = new Map<WebSocket, string>();

  private constructor() {}

  /** Taps all sockets and requests that are made from now on. */
  static install(): Tap {
    const tap = new Tap();
    globalThis.WebSocket = new Proxy(BrowserSocket, {
      construct: (_, [url, protocols]: [string | URL, (string | string[])?]) =>
        tap.#connect(url, protocols),
    });
    const isForbidden = (url: string | URL) => tap.#forbidden.has(ownerOf(url) ?? "");
    globalThis.XMLHttpRequest = class extends XMLHttpRequest {
      #isForbidden = false;

      override open(method: string, url: string | URL, isAsync = true): void {
        this.#isForbidden = isForbidden(url);
        super.open(method, url, isAsync);
      }

      /** What is aborted at once fails as it does without a network. */
      override send(body?: XMLHttpRequestBodyInit | null): void {
        super.send(body);
        if (this.#isForbidden) {
          this.abort();
        }
      }
    };
    return tap;
  }

  /** Ends the user's sockets, and lets none be made until that is taken back. */
  forbid(user: string, forbidden: boolean): void {
    if (forbidden) {
      this.#forbidden.add(user);
      this.cut(user);
    } else {
      this.#forbidden.delete(user);
    }
  }

  /** Ends the user's sockets of this page under the hands of their client. */
  cut(user: string): void {
    for (const [socket, owner] of this.#sockets) {
      if (owner === user) {
        socket.close();
      }
    }
  }

  #connect(url: string | URL, protocols?: string | string[]): object {
    const user = ownerOf(url);
    if (user === undefined) {
      return new BrowserSocket(url, protocols);
    }
    if (this.#forbidden.has(user)) {
      this.#note(user, "no network");
      return new NoSocket();
    }
    const conversation = new Conversation();
    const report = (direction: "in" | "out", data: unknown) =>
      this.#add(user, direction, conversation.hear(packetOf(data)), sizeOf(data));
    const socket = new TappedSocket(url, protocols, (data) => report("out", data));
    this.#sockets.set(socket, user);
    socket.addEventListener("open", () => this.#note(user, "socket opened"));
    socket.addEventListener("message", ({ data }) => report("in", data));
    socket.addEventListener("close", ({ code }) => {
      this.#sockets.delete(socket);
      this.#note(user, `socket closed (${code})`);
    });
    return socket;
  }

  #note(user: string, name: string): void {
    this.#add(user, "socket", { name, kind: "connection" }, 0);
  }

  #add(user: string, direction: Frame["direction"], packet: Packet, bytes: number): void {
    const { name, kind, content } = packet;
    this.log.add({ user, direction, atMs: Date.now(), bytes, name, kind, content });
  }
}

function ownerOf(url: string | URL): string | undefined {
  return new URL(url, location.href).searchParams.get(OWNER) ?? undefined;
}

function packetOf(data: unknown): Packet {
  return typeof data === "string" ? decode(data) : { name: "binary", kind: "other" };
}

function sizeOf(data: unknown): number {
  if (typeof data === "string") {
    return new TextEncoder().encode(data).length;
  }
  return data instanceof Blob ? data.size : (data as ArrayBuffer).byteLength;
}
