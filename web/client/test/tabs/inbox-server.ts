import { requests, type Request } from "../../src/command.js";
import type { Link, LinkListener, Performance } from "../../src/link.js";
import type { Alert, Counts, InboxEvent, Notification, Position } from "../../src/notification.js";
import { BelfryError, LinkLost } from "../../src/problem.js";
import { notification } from "../events.js";
import type { EventLoop } from "./event-loop.js";

const EPOCH = "e1";

/** A server with one inbox. */
export class InboxServer {
  /** Where those stood that have connected so far. */
  readonly greeted: (Position | null)[] = [];
  /** What it was asked so far. */
  readonly asked: Request[] = [];
  readonly #links = new Set<ServerLink>();
  readonly #notifications = new Map<string, Notification>();
  /** Which notification each seq has changed. */
  readonly #changes: string[] = [];
  #isCut = false;
  #isSilent = false;

  get isSilent(): boolean {
    return this.#isSilent;
  }

  /** How many are connected. */
  get connections(): number {
    return [...this.#links].filter(({ isConnected }) => isConnected).length;
  }

  /** Connects a tab with that event loop. */
  connect(loop: EventLoop, since: () => Position | null, listener: LinkListener): Link {
    const link = new ServerLink(this, loop, since, listener);
    this.#links.add(link);
    if (!this.#isCut) {
      link.up();
    }
    return link;
  }

  send(id: string): void {
    this.#change(notification(id, 0), [{ id, toast: true, sound: true }]);
  }

  /** Sends what is not stored. */
  tell(name: string, data: unknown): void {
    this.#connected().forEach((link) => link.hear((to) => to.onTransient(name, data)));
  }

  /** Ends all connections, and lets none in. */
  cut(): void {
    this.#isCut = true;
    this.#connected().forEach((link) => link.down());
  }

  /** Lets them in again. */
  mend(): void {
    this.#isCut = false;
    this.#links.forEach((link) => link.up());
  }

  /** From now on it does what it is asked and does not say so. */
  fallSilent(): void {
    this.#isSilent = true;
  }

  /** Says what it has not said. */
  speak(): void {
    this.#isSilent = false;
    this.#connected().forEach((link) => link.answerAll());
  }

  /** A tab with that event loop is gone. */
  leave(loop: EventLoop): void {
    [...this.#links].filter((link) => link.loop === loop).forEach((link) => link.close());
  }

  forget(link: ServerLink): void {
    this.#links.delete(link);
  }

  greet(link: ServerLink, since: Position | null): void {
    this.greeted.push(since);
    const event = since === null ? this.#snapshot() : this.#missed(since.seq);
    link.hear((listener) => listener.onEvent(event));
  }

  /** @throws BelfryError where there is no such notification, and of whatever else is asked */
  do(request: Request): Counts {
    this.asked.push(request);
    const [name, id] = request;
    if (name === "markSeen") {
      this.#notifications.forEach((each) => this.#change({ ...each, seen: true }));
      return this.#counts();
    }
    const before = this.#notifications.get(String(id));
    if (before === undefined) {
      throw new BelfryError("not_found", "There is no such notification.");
    }
    switch (name) {
      case "markNotificationRead":
        this.#change({ ...before, read: true, seen: true });
        break;
      case "markNotificationUnread":
        this.#change({ ...before, read: false });
        break;
      default:
        throw new BelfryError("invalid_request", `${name} is not done.`, { field: "until" });
    }
    return this.#counts();
  }

  #change(notification: Notification, alerts: readonly Alert[] = []): void {
    const { id } = notification;
    this.#changes.push(id);
    this.#notifications.set(id, { ...notification, seq: this.#changes.length });
    const event = { ...this.#missed(this.#changes.length - 1), alerts };
    this.#connected().forEach((link) => link.hear((listener) => listener.onEvent(event)));
  }

  #missed(since: number): InboxEvent {
    const ids = new Set(this.#changes.slice(since));
    const upserts = [...this.#notifications.values()].filter(({ id }) => ids.has(id));
    return { ...this.#snapshot(), reset: false, upserts };
  }

  #snapshot(): InboxEvent {
    const upserts = [...this.#notifications.values()];
    const nothing = { removed: [], alerts: [], more: false };
    return { epoch: EPOCH, reset: true, upserts, ...this.#counts(), ...nothing };
  }

  #counts(): Counts {
    const all = [...this.#notifications.values()];
    return {
      seq: this.#changes.length,
      unread: all.filter(({ read }) => !read).length,
      unseen: all.filter(({ seen }) => !seen).length,
    };
  }

  #connected(): readonly ServerLink[] {
    return [...this.#links].filter(({ isConnected }) => isConnected);
  }
}

/** A connection to it, which comes back by itself. */
class ServerLink implements Link {
  readonly loop: EventLoop;
  readonly #server: InboxServer;
  readonly #since: () => Position | null;
  readonly #listener: LinkListener;
  #open: { settle(): void; lose(): void }[] = [];
  #isClosed = false;
  isConnected = false;

  constructor(
    server: InboxServer,
    loop: EventLoop,
    since: () => Position | null,
    listener: LinkListener,
  ) {
    this.#server = server;
    this.loop = loop;
    this.#since = since;
    this.#listener = listener;
  }

  perform({ command }: Performance, late: boolean): Promise<Counts> {
    const [request] = requests(command, late);
    return this.ask(request ?? ["nothing"]) as Promise<Counts>;
  }

  async ask(request: Request): Promise<unknown> {
    if (!this.isConnected) {
      throw new LinkLost();
    }
    return new Promise((resolve, reject) => {
      const answer = { settle: () => {}, lose: () => reject(new LinkLost()) };
      try {
        const counts = this.#server.do(request);
        answer.settle = () => resolve(counts);
      } catch (refusal) {
        answer.settle = () => reject(refusal);
      }
      this.#open.push(answer);
      if (!this.#server.isSilent) {
        this.answerAll();
      }
    });
  }

  wake(): void {}

  close(): void {
    this.#isClosed = true;
    this.isConnected = false;
    this.#loseAll();
    this.#server.forget(this);
  }

  up(): void {
    this.hear((listener) => {
      this.isConnected = true;
      listener.onStatus("connected");
      listener.onUp();
      this.#server.greet(this, this.#since());
    });
  }

  down(): void {
    this.isConnected = false;
    this.#loseAll();
    this.hear((listener) => listener.onStatus("reconnecting"));
  }

  /** What comes over it, unless the tab has closed it by then. */
  hear(tell: (listener: LinkListener) => void): void {
    this.loop.post(() => {
      if (!this.#isClosed) {
        tell(this.#listener);
      }
    });
  }

  answerAll(): void {
    this.#open.splice(0).forEach(({ settle }) => this.loop.post(settle));
  }

  #loseAll(): void {
    this.#open.splice(0).forEach(({ lose }) => this.loop.post(lose));
  }
}
