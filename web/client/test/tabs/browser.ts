import { Connection } from "../../src/connection.js";
import type { SharedBrowser } from "../../src/environment.js";
import { listed } from "../../src/inbox.js";
import type { Command, Request } from "../../src/command.js";
import type { Status } from "../../src/link.js";
import type { Counts } from "../../src/notification.js";
import { performance } from "../../src/outbox.js";
import { Replica } from "../../src/replica.js";
import { EventLoop } from "./event-loop.js";
import { InboxServer } from "./inbox-server.js";
import { WebLocks } from "./web-locks.js";

/** What a browser does not let a tab have, as in a frame without an origin. */
export type Refused = "channels" | "locks";

interface Opened {
  readonly 1: readonly [Tab];
  readonly 2: readonly [Tab, Tab];
  readonly 3: readonly [Tab, Tab, Tab];
}

let browsers = 0;

/** A browser with a profile of its own, whose tabs all show one inbox. */
export class Browser {
  readonly server = new InboxServer();
  readonly locks = new WebLocks();
  readonly name: string;
  readonly tabs: Tab[] = [];
  readonly #channels = new Set<TabChannel>();
  #passedMs = 0;

  constructor() {
    browsers += 1;
    this.name = `inbox ${browsers}`;
  }

  /** Opens so many tabs, one after the other. */
  async open<N extends keyof Opened>(count: N, refused?: Refused): Promise<Opened[N]> {
    const opened: Tab[] = [];
    for (let index = 0; index < count; index += 1) {
      const tab = new Tab(this, this.#passedMs, refused);
      this.tabs.push(tab);
      opened.push(tab);
      await this.quiet();
    }
    return opened as unknown as Opened[N];
  }

  /** How many tabs hold the lock, and wait for it. */
  async lockCounts(): Promise<object> {
    const { held, pending } = await this.locks.of(new EventLoop()).query();
    return { held: held?.length, pending: pending?.length };
  }

  /** What a tab with that event loop shares with the others. */
  shared(loop: EventLoop, refused: Refused | undefined): SharedBrowser {
    const refuse = () => {
      throw new DOMException("There is no origin.", "SecurityError");
    };
    const locks = this.locks.of(loop);
    return {
      locks: refused === "locks" ? { ...locks, request: async () => refuse() } : locks,
      channel: (name) => (refused === "channels" ? refuse() : this.#channel(name, loop)),
    };
  }

  /** Takes back all that a tab had which is gone. */
  leave(loop: EventLoop): void {
    [...this.#channels].filter((each) => each.loop === loop).forEach((each) => each.close());
    this.locks.leave(loop);
    this.server.leave(loop);
  }

  /** Waits until nothing happens any more before time passes. */
  async quiet(): Promise<void> {
    // What is done in one turn of Node's own loop can begin something in the next.
    for (let idleTurns = 0; idleTurns < 3;) {
      await new Promise((resolve) => setImmediate(resolve));
      const isIdle =
        this.tabs.every(({ loop }) => loop.isIdle) &&
        [...this.#channels].every(({ onTheWay }) => onTheWay === 0);
      idleTurns = isIdle ? idleTurns + 1 : 0;
    }
  }

  /** Lets time pass. */
  async pass(ms: number): Promise<void> {
    const endMs = this.#passedMs + ms;
    await this.quiet();
    while (this.#passedMs < endMs) {
      this.#passedMs = Math.min(endMs, ...this.tabs.map(({ loop }) => loop.nextDueMs));
      this.tabs.forEach(({ loop }) => loop.moveTo(this.#passedMs));
      await this.quiet();
    }
  }

  async closeAll(): Promise<void> {
    this.tabs.forEach((tab) => tab.die());
    await this.quiet();
  }

  #channel(name: string, loop: EventLoop): BroadcastChannel {
    const channel = new TabChannel(name, loop, this.#channels);
    this.#channels.add(channel);
    return channel;
  }
}

/** A tab that has a replica, as the client of a page has it. */
export class Tab {
  readonly loop = new EventLoop();
  readonly replica: Replica;
  readonly statuses: Status[] = [];
  readonly transients: unknown[] = [];
  /** Which notifications were spoken of. */
  readonly spoken: string[] = [];
  /** The codes of what was refused of what was done here. */
  readonly refusals: string[] = [];
  leads = false;
  readonly #browser: Browser;
  readonly #connection: Connection;

  constructor(browser: Browser, passedMs: number, refused: Refused | undefined) {
    this.#browser = browser;
    this.loop.moveTo(passedMs);
    this.replica = new Replica(() => this.#connection.tellWaiting(), this.loop);
    this.#connection = new Connection(
      (since, listener) => browser.server.connect(this.loop, since, listener),
      this.replica,
      {
        onStatus: (status) => this.statuses.push(status),
        onLeads: (leads) => {
          this.leads = leads;
        },
        onEvent: (event) => {
          if (this.replica.take(event)) {
            this.spoken.push(...event.alerts.map(({ id }) => id));
          }
        },
        onTransient: (_, data) => this.transients.push(data),
      },
      this.loop,
    );
    this.#connection.share(browser.shared(this.loop, refused), browser.name);
  }

  get status(): Status | undefined {
    return this.statuses.at(-1);
  }

  get ids(): string[] {
    return listed(this.replica.inbox).map(({ id }) => id);
  }

  get unreadIds(): string[] {
    return listed(this.replica.inbox).flatMap(({ id, read }) => (read ? [] : [id]));
  }

  do(command: Command): Promise<Counts> {
    const done = this.replica.perform(performance(command), false);
    done.catch(({ code }: { readonly code: string }) => this.refusals.push(code));
    return done;
  }

  ask(request: Request): Promise<unknown> {
    return this.#connection.ask(request);
  }

  hang(): void {
    this.loop.hang();
  }

  goOn(): void {
    this.loop.goOn();
  }

  close(): void {
    this.replica.close();
    this.#connection.close();
  }

  /** Ends without a word. */
  die(): void {
    this.loop.die();
    this.#browser.leave(this.loop);
  }
}

/** A channel of one tab: what comes over it waits while the tab hangs. */
class TabChannel extends BroadcastChannel {
  readonly loop: EventLoop;
  readonly #all: Set<TabChannel>;
  /** How many messages to it have not come yet. */
  onTheWay = 0;

  constructor(name: string, loop: EventLoop, all: Set<TabChannel>) {
    super(name);
    this.loop = loop;
    this.#all = all;
    super.addEventListener("message", () => {
      this.onTheWay -= 1;
    });
  }

  override addEventListener(type: string, listener: EventListenerOrEventListenerObject): void {
    super.addEventListener(type, (event) =>
      this.loop.post(() => {
        if (this.#all.has(this) && typeof listener === "function") {
          listener.call(this, event);
        }
      }),
    );
  }

  override postMessage(message: unknown): void {
    super.postMessage(message);
    for (const other of this.#all) {
      if (other !== this && other.name === this.name) {
        other.onTheWay += 1;
      }
    }
  }

  override close(): void {
    this.#all.delete(this);
    super.close();
  }
}
