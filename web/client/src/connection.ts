import type { Message } from "./channel.js";
import { systemClock, type Clock } from "./clock.js";
import type { Request } from "./command.js";
import type { SharedBrowser } from "./environment.js";
import { FollowerLink } from "./follower-link.js";
import { Leadership } from "./leadership.js";
import type { Connect, Link, LinkListener, Status } from "./link.js";
import type { InboxEvent } from "./notification.js";
import { LinkLost } from "./problem.js";
import { Relay } from "./relay.js";
import type { Replica } from "./replica.js";

export interface ConnectionListener {
  onStatus(status: Status): void;
  /** It is this tab that has the socket now, or not any more. */
  onLeads(leads: boolean): void;
  onEvent(event: InboxEvent): void;
  onTransient(name: string, data: unknown): void;
}

/**
 * How a replica reaches the server: over a socket of its own, or with the other tabs of this
 * browser over that of one of them. Each tab has a whole replica, so that another one can take the
 * socket over from where it stands.
 */
export class Connection {
  readonly #connect: Connect;
  readonly #replica: Replica;
  readonly #listener: ConnectionListener;
  readonly #clock: Clock;
  readonly #id = Math.random().toString(36).slice(2);
  #link: Link | undefined;
  #channel: BroadcastChannel | undefined;
  #leadership: Leadership | undefined;
  #follower: FollowerLink | undefined;
  #relay: Relay | undefined;

  /** @param connect how the tab that leads reaches the server */
  constructor(
    connect: Connect,
    replica: Replica,
    listener: ConnectionListener,
    clock: Clock = systemClock,
  ) {
    this.#connect = connect;
    this.#replica = replica;
    this.#listener = listener;
    this.#clock = clock;
  }

  /** Connects by itself. */
  open(): void {
    this.#link = this.#connect(
      () => this.#replica.position,
      this.#linkListener(() => this.#link),
    );
    this.#listener.onLeads(true);
  }

  /** Connects together with all that do so under the same name. */
  share(browser: SharedBrowser, name: string): void {
    let channel: BroadcastChannel;
    try {
      channel = browser.channel(name);
    } catch {
      // A sandboxed frame has none.
      this.open();
      return;
    }
    channel.addEventListener("message", ({ data }: MessageEvent<Message>) => {
      this.#follower?.take(data);
      this.#relay?.take(data);
    });
    this.#channel = channel;
    this.#follow(channel);
    this.#leadership = new Leadership(browser.locks, name, {
      onLead: () => this.#lead(channel),
      onLose: () => this.#follow(channel),
      onFail: () => this.#alone(),
    });
  }

  /** @throws LinkLost when there is none, or it ends before the answer */
  async ask(request: Request): Promise<unknown> {
    if (this.#link === undefined) {
      throw new LinkLost();
    }
    // As it would travel anyway: proxies, such as Vue's and Svelte's, do not get to another tab.
    return this.#link.ask(JSON.parse(JSON.stringify(request)) as Request);
  }

  /** Tells the other tabs what this one waits for. */
  tellWaiting(): void {
    this.#relay?.waiting(this.#replica.waiting);
  }

  wake(): void {
    this.#link?.wake();
  }

  close(): void {
    this.#link?.close();
    this.#relay?.close();
    this.#leadership?.close();
    this.#channel?.close();
    this.#link = undefined;
  }

  #follow(channel: BroadcastChannel): void {
    this.#leave();
    this.#relay?.close();
    this.#relay = undefined;
    this.#listener.onLeads(false);
    const follower: FollowerLink = new FollowerLink(
      channel,
      this.#id,
      () => this.#replica.position,
      {
        ...this.#linkListener(() => follower),
        // What is done while the leader has no connection waits there.
        onStatus: (status) => this.#listener.onStatus(status),
        onDown: () => this.#replica.down(),
        onWaiting: (waiting) => this.#replica.foresee(waiting),
        onSilence: () => this.#leadership?.steal(),
      },
      this.#clock,
    );
    this.#follower = follower;
    this.#link = follower;
  }

  #lead(channel: BroadcastChannel): void {
    const term = Math.max(this.#clock.nowMs(), (this.#follower?.term ?? 0) + 1);
    this.#leave();
    this.#follower = undefined;
    this.#replica.foresee([]);
    this.#relay = new Relay(
      channel,
      { leader: this.#id, term },
      {
        snapshot: () => this.#replica.snapshot(),
        perform: (item, late) => this.#replica.perform(item, late),
        ask: (request) => this.ask(request),
      },
    );
    this.tellWaiting();
    this.open();
  }

  /** Where the browser refuses to share, a page has a socket of its own. */
  #alone(): void {
    this.#leave();
    this.#follower = undefined;
    this.open();
  }

  #leave(): void {
    this.#link?.close();
    this.#replica.down();
  }

  #linkListener(link: () => Link | undefined): LinkListener {
    return {
      onStatus: (status) => {
        if (status !== "connected") {
          this.#replica.down();
        }
        this.#listener.onStatus(status);
        this.#relay?.status(status);
      },
      onUp: () => {
        const up = link();
        if (up !== undefined) {
          this.#replica.up(up);
        }
      },
      onEvent: (event) => {
        this.#listener.onEvent(event);
        this.#relay?.event(event);
      },
      onTransient: (name, data) => {
        this.#relay?.transient(name, data);
        this.#listener.onTransient(name, data);
      },
    };
  }
}
