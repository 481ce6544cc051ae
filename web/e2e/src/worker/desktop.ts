import { mkdtemp, rm } from "node:fs/promises";
import { createServer, type Server, type Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Conditions } from "../harness/until.js";
import {
  ERROR,
  METHOD_CALL,
  METHOD_RETURN,
  SIGNAL,
  read,
  write,
  type Message,
  type Value,
} from "./dbus-message.js";

/** Something on the screen; the keys of its buttons, each followed by what it says. */
export interface Bubble {
  readonly id: number;
  readonly title: string;
  readonly body: string;
  readonly buttons: readonly string[];
}

const SERVICE = "org.freedesktop.Notifications";
const PATH = "/org/freedesktop/Notifications";
/** What the bus calls whoever shows notifications. */
const OWNER = ":1.1";
const DISMISSED = 2;
const CLOSED_BY_CALL = 3;

/**
 * A desktop that shows notifications, as browsers on Linux know them: the session bus, and who
 * answers there by the Desktop Notifications Specification. What is clicked here is clicked by a
 * user, as far as the browser can tell.
 */
export class Desktop {
  /** Everything that was shown so far, also in place of something else. */
  readonly shown: Bubble[] = [];
  /** What is on the screen. */
  readonly bubbles = new Map<number, Bubble>();
  readonly #folder: string;
  readonly #server: Server;
  readonly #peers = new Set<Socket>();
  readonly #conditions = new Conditions();
  #serial = 0;
  #lastId = 0;

  private constructor(folder: string) {
    this.#folder = folder;
    this.#server = createServer((peer) => this.#join(peer));
  }

  static async start(): Promise<Desktop> {
    const desktop = new Desktop(await mkdtemp(join(tmpdir(), "belfry-desktop-")));
    await new Promise<void>((resolve) => desktop.#server.listen(desktop.#path, resolve));
    return desktop;
  }

  /** The environment of a program that belongs to this desktop. */
  get environment(): Record<string, string> {
    return { DBUS_SESSION_BUS_ADDRESS: `unix:path=${this.#path}` };
  }

  /** Waits until exactly these titles are on the screen. */
  shows(...titles: readonly string[]): Promise<void> {
    const now = () => [...this.bubbles.values()].map(({ title }) => title);
    return this.#conditions.until(
      () => JSON.stringify(now()) === JSON.stringify(titles),
      () => `${JSON.stringify(titles)} on the screen; there is ${JSON.stringify(now())}`,
    );
  }

  /** Waits until so many were shown. */
  showed(count: number): Promise<void> {
    return this.#conditions.until(
      () => this.shown.length >= count,
      () => `${count} notifications; there were ${JSON.stringify(this.shown)}`,
    );
  }

  /** Clicks a notification, or the button that says `label`. */
  click(title: string, label?: string): void {
    const { id, buttons } = this.#bubble(title);
    const key = label === undefined ? "default" : buttons[buttons.indexOf(label) - 1];
    if (key === undefined) {
      throw new Error(`no button '${label}'; there are ${JSON.stringify(buttons)}`);
    }
    this.#signal("ActionInvoked", id, key);
  }

  /** Wipes a notification away. */
  dismiss(title: string): void {
    this.#remove(this.#bubble(title).id, DISMISSED);
  }

  /** Takes everything off the screen without anybody's doing. */
  clear(): void {
    this.bubbles.clear();
    this.shown.length = 0;
  }

  async close(): Promise<void> {
    for (const peer of this.#peers) {
      peer.destroy();
    }
    await new Promise((resolve) => this.#server.close(resolve));
    await rm(this.#folder, { recursive: true, force: true });
  }

  get #path(): string {
    return join(this.#folder, "bus");
  }

  #bubble(title: string): Bubble {
    const bubble = [...this.bubbles.values()].find((each) => each.title === title);
    if (bubble === undefined) {
      throw new Error(`'${title}' is not on the screen`);
    }
    return bubble;
  }

  #remove(id: number, reason: number): void {
    this.bubbles.delete(id);
    this.#signal("NotificationClosed", id, reason);
    this.#conditions.changed();
  }

  #signal(member: string, ...body: readonly Value[]): void {
    const signal = { type: SIGNAL, path: PATH, interface: SERVICE, member, body, sender: OWNER };
    for (const peer of this.#peers) {
      peer.write(write({ ...signal, serial: this.#next() }));
    }
  }

  /** Greets a program, and answers what it asks. */
  #join(peer: Socket): void {
    let bytes = Buffer.alloc(0);
    let isGreeted = false;
    this.#peers.add(peer);
    peer.on("close", () => this.#peers.delete(peer));
    peer.on("error", () => peer.destroy());
    peer.on("data", (chunk) => {
      bytes = Buffer.concat([bytes, chunk]);
      while (!isGreeted && bytes.includes("\r\n")) {
        const end = bytes.indexOf("\r\n");
        const line = bytes.toString("latin1", 0, end).replace("\0", "");
        bytes = bytes.subarray(end + 2);
        isGreeted = line === "BEGIN";
        if (!isGreeted) {
          peer.write(line.startsWith("AUTH EXTERNAL") ? `OK ${"0".repeat(32)}\r\n` : "ERROR\r\n");
        }
      }
      for (let next = isGreeted && read(bytes); next; next = read(bytes)) {
        bytes = bytes.subarray(next.length);
        if (next.message.type === METHOD_CALL) {
          peer.write(this.#reply(next.message));
        }
      }
    });
  }

  #reply(call: Message): Buffer {
    const reply = { serial: this.#next(), replySerial: call.serial, sender: this.#senderOf(call) };
    const body = this.#answer(call);
    return body === undefined
      ? write({
          ...reply,
          type: ERROR,
          errorName: "org.freedesktop.DBus.Error.UnknownMethod",
          body: [],
        })
      : write({ ...reply, type: METHOD_RETURN, body });
  }

  #senderOf({ destination = "" }: Message): string {
    return destination === SERVICE ? OWNER : destination;
  }

  #answer({ destination, member, body }: Message): readonly Value[] | undefined {
    if (destination === SERVICE) {
      return this.#notifications(member, body);
    }
    switch (member) {
      case "Hello":
        return [`:1.${100 + this.#peers.size}`];
      case "AddMatch":
      case "RemoveMatch":
        return [];
      case "NameHasOwner":
        return [body[0] === SERVICE];
      case "GetNameOwner":
        return body[0] === SERVICE ? [OWNER] : undefined;
      default:
        return undefined;
    }
  }

  #notifications(member: string | undefined, body: readonly Value[]): readonly Value[] | undefined {
    switch (member) {
      case "GetCapabilities":
        return [["actions", "body", "persistence"]];
      case "GetServerInformation":
        return ["Belfry tests", "Belfry", "1", "1.2"];
      case "Notify":
        return [this.#show(body)];
      case "CloseNotification":
        setImmediate(() => this.#remove(Number(body[0]), CLOSED_BY_CALL));
        return [];
      default:
        return undefined;
    }
  }

  #show([, replaced, , title, text, buttons]: readonly Value[]): number {
    const bubble = {
      id: Number(replaced) || ++this.#lastId,
      title: String(title),
      body: String(text),
      buttons: buttons as readonly string[],
    };
    this.shown.push(bubble);
    this.bubbles.set(bubble.id, bubble);
    this.#conditions.changed();
    return bubble.id;
  }

  #next(): number {
    return ++this.#serial;
  }
}
