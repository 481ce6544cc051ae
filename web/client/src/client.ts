import { browserCache, type Cache } from "./cache.js";
import type { Command, Request } from "./command.js";
import { Complaints } from "./complaints.js";
import { Connection } from "./connection.js";
import { Emitter, isolate } from "./emitter.js";
import { sharedBrowser, watchEnvironment, type SharedBrowser } from "./environment.js";
import { emptyInbox, isListed } from "./inbox.js";
import { Keeper } from "./keeper.js";
import type { Connect, Status } from "./link.js";
import type {
  Counts,
  InboxEvent,
  Page,
  Position,
  PreferencesPatch,
  PreferencesView,
  Query,
} from "./notification.js";
import { performance } from "./outbox.js";
import { BelfryError, LinkLost } from "./problem.js";
import { Replica } from "./replica.js";
import { SignOut } from "./sign-out.js";
import { SocketLink } from "./socket-link.js";
import type { ClientEvents, State } from "./state.js";
import type { TokenSource } from "./token.js";
import { inboxName, userOfFirst } from "./whose.js";

export interface ClientOptions {
  /** The server's origin, such as `https://bell.example.org`; that of the page without it. */
  readonly url?: string;
  /** The user's token, or where it comes from: a function can renew it. */
  readonly token: TokenSource;
  /** The user that the token names; known before there is one, what was cached shows at once. */
  readonly user?: string;
  /** What presence calls this device. */
  readonly device?: string;
  /** Where the inbox outlives the page; the browser's database without it, `false` for nowhere. */
  readonly cache?: Cache | false;
  /** Whether all tabs of a browser have one connection together; they do where they can. */
  readonly share?: boolean;
}

const PAGE = 50;
const MAX_PAGE = 1_000;

/** How often a page is read again that was overtaken by changes. */
const PAGE_ATTEMPTS = 3;

/**
 * A user's inbox, live. Knows no DOM: it runs in pages, workers, Node and React Native.
 *
 * What the user does shows at once, is taken back when the server refuses it, and waits for the
 * next connection when there is none.
 */
export class BelfryClient {
  readonly #options: ClientOptions;
  readonly #replica = new Replica(() => this.#changed());
  readonly #connection: Connection;
  readonly #keeper: Keeper;
  readonly #stateListeners = new Set<() => void>();
  readonly #emitter = new Emitter<ClientEvents>();
  readonly #complaints = new Complaints((problem) => this.#emitter.emit("problem", problem));
  readonly #stopWatching: () => void;
  readonly #browser: SharedBrowser | undefined;
  /** Whether nothing in this browser outlives it or is shared with it. */
  readonly #isAlone: boolean;
  #user: string | undefined;
  #signOut: SignOut | undefined;
  #name: string | undefined;
  #state: State = { status: "connecting", inbox: emptyInbox, waiting: 0, leads: false };
  /** The inbox that was last said to be seen. */
  #seen: Position | null = null;
  #closed = false;
  /** Asks now for the token that says whose inbox it is. */
  #askAgain: (() => void) | undefined;

  constructor(options: ClientOptions) {
    this.#options = options;
    this.#user = options.user;
    const cache = options.cache === false ? undefined : (options.cache ?? browserCache());
    this.#keeper = new Keeper(cache, this.#replica, () => this.#state.leads);
    const complaints = this.#complaints;
    const socketOptions = { ...options, user: () => this.#user, complaints };
    const connect: Connect = (since, listener) => new SocketLink(socketOptions, since, listener);
    this.#connection = new Connection(connect, this.#replica, {
      onStatus: (status) => this.#set({ ...this.#state, status }),
      onLeads: (leads) => this.#lead(leads),
      onEvent: (event) => this.#take(event),
      onTransient: (name, data) => this.#emitter.emit("transient", { name, data }),
    });
    this.#stopWatching = watchEnvironment({
      onWake: () => this.wake(),
      onHide: () => this.#keeper.saveNow(),
    });
    this.#browser = options.share === false ? undefined : sharedBrowser();
    this.#isAlone = cache === undefined && this.#browser === undefined;
    void this.#start();
  }

  /** Whose inbox it is; nothing as long as no token has said so. */
  get user(): string | undefined {
    return this.#user;
  }

  /** What there is to show. */
  get state(): State {
    return this.#state;
  }

  /** What the user did, in any tab, and the inbox does not say yet, in its order. */
  get commands(): readonly Command[] {
    return this.#replica.ahead.map(({ command }) => command);
  }

  /**
   * What the user's inbox is called in this browser, the same in all tabs; `undefined` before it is
   * known whose it is.
   */
  get name(): string | undefined {
    return this.#name;
  }

  /** Calls `listener` after each change of the state, until the function it returns is called. */
  subscribe(listener: () => void): () => void {
    this.#stateListeners.add(listener);
    return () => this.#stateListeners.delete(listener);
  }

  /** Calls `listener` whenever that happens, until the function it returns is called. */
  on<K extends keyof ClientEvents>(
    event: K,
    listener: (what: ClientEvents[K]) => void,
  ): () => void {
    return this.#emitter.on(event, listener);
  }

  markRead(id: string): Promise<Counts> {
    return this.#do({ kind: "read", id });
  }

  markUnread(id: string): Promise<Counts> {
    return this.#do({ kind: "unread", id });
  }

  /** Without a connection only those that are here now are meant, once there is one. */
  markAllRead(): Promise<Counts> {
    const { notifications } = this.#state.inbox;
    const unread = [...notifications.values()].filter((each) => !each.read && isListed(each));
    return this.#do({ kind: "readAll", ids: unread.map(({ id }) => id) });
  }

  /**
   * Says that the user has seen what there is. Does nothing without a connection, nor twice for the
   * same inbox: it can be called at each change of the state.
   */
  async markSeen(): Promise<void> {
    const { status, inbox } = this.#state;
    const { position } = inbox;
    if (status !== "connected" || inbox.unseen === 0 || position === null) {
      return;
    }
    if (position.epoch !== this.#seen?.epoch || position.seq !== this.#seen.seq) {
      this.#seen = position;
      await this.#do({ kind: "seen" }).catch((problem: unknown) => {
        if (problem instanceof BelfryError && problem.code === "offline") {
          this.#seen = null;
        }
      });
    }
  }

  delete(id: string): Promise<Counts> {
    return this.#do({ kind: "delete", id });
  }

  archive(id: string, archived = true): Promise<Counts> {
    return this.#do({ kind: "archive", id, archived });
  }

  /** @param until when it comes back, epoch milliseconds; `null` to have it back now */
  snooze(id: string, until: number | null): Promise<Counts> {
    return this.#do({ kind: "snooze", id, until });
  }

  /**
   * Presses a button. The first answer of all devices and recipients stands; this one is shown once
   * the server says that it is the first.
   *
   * @throws BelfryError `already_answered`, with the `outcome` in its details; `offline`
   */
  async act(id: string, action: string): Promise<Counts> {
    return (await this.#ask(["notificationAction", id, action])) as Counts;
  }

  /** Reads the history; what it finds is not added to the state. */
  async getNotifications(query: Query = {}): Promise<Page> {
    return (await this.#ask(["getNotifications", query])) as Page;
  }

  /**
   * Adds older notifications to the state.
   *
   * @returns whether there are still older ones
   */
  async loadOlder(count = PAGE): Promise<boolean> {
    for (let attempt = 1; attempt <= PAGE_ATTEMPTS && this.#replica.confirmed.more; attempt += 1) {
      const { cursor, confirmed } = this.#replica;
      // The first page holds what is here already, too.
      const limit = cursor === undefined ? confirmed.notifications.size + count : count;
      const page = await this.getNotifications({
        limit: Math.min(limit, MAX_PAGE),
        archived: "all",
        ...(cursor !== undefined && { cursor }),
      });
      if (this.#replica.add(page, cursor)) {
        break;
      }
    }
    return this.#replica.confirmed.more;
  }

  async getPreferences(): Promise<PreferencesView> {
    return (await this.#ask(["getPreferences"])) as PreferencesView;
  }

  /** @throws BelfryError `validation_failed`, with a message that names the field */
  async setPreferences(patch: PreferencesPatch): Promise<PreferencesView> {
    return (await this.#ask(["setPreferences", patch])) as PreferencesView;
  }

  /** @param until the end of the pause, epoch milliseconds; `null` to end it now */
  async setDoNotDisturb(until: number | null): Promise<PreferencesView> {
    return (await this.#ask(["setDoNotDisturb", until])) as PreferencesView;
  }

  /** Looks whether the connection still stands: for platforms that say otherwise that they woke. */
  wake(): void {
    this.#askAgain?.();
    this.#connection.wake();
  }

  /**
   * Ends the connection, or hands it to another tab.
   *
   * @param forget whether the device is to forget the inbox, too, when the user signs out: it ends
   *   all tabs of this browser that show it
   * @throws BelfryError `not_forgotten` when the browser may hold it still: its database failed, or
   *   neither {@link ClientOptions.user} nor a token has said yet whose inbox it is
   */
  async close(forget = false): Promise<void> {
    if (forget) {
      this.#signOut?.tell();
    }
    const isDone = await this.#end(forget);
    if (forget && !this.#isAlone && (!isDone || this.#name === undefined)) {
      throw new BelfryError("not_forgotten", "The browser may hold the inbox still.");
    }
  }

  async #end(forget: boolean): Promise<boolean> {
    this.#closed = true;
    this.#signOut?.close();
    this.#stopWatching();
    this.#askAgain?.();
    // Before another tab takes over what waits here.
    const isDone = await this.#keeper.close(forget);
    this.#replica.close();
    this.#connection.close();
    const nothing = forget && { inbox: emptyInbox, waiting: 0 };
    this.#set({ ...this.#state, ...nothing, status: "closed", leads: false });
    return isDone;
  }

  async #start(): Promise<void> {
    if (this.#isAlone) {
      this.#connection.open();
      return;
    }
    const { token, url } = this.#options;
    const waiting = {
      isWanted: () => !this.#closed,
      onFailure: (status: Status, again: () => void, problem: unknown) => {
        this.#askAgain = again;
        this.#set({ ...this.#state, status });
        this.#complaints.add(problem);
      },
    };
    const user = this.#options.user ?? (await userOfFirst(token, waiting));
    if (user === undefined || this.#closed) {
      return;
    }
    this.#user = user;
    const name = inboxName(url, user);
    this.#signOut = new SignOut(name, () => void this.#end(true));
    this.#name = name;
    await this.#keeper.begin(name);
    if (this.#closed) {
      return;
    }
    if (this.#browser === undefined) {
      this.#connection.open();
    } else {
      this.#connection.share(this.#browser, name);
    }
  }

  #lead(leads: boolean): void {
    this.#set({ ...this.#state, leads });
    if (leads) {
      void this.#adoptWaiting();
    }
  }

  /** What waited when this page, or the tab that led before, was closed. */
  async #adoptWaiting(): Promise<void> {
    for (const { command, done } of this.#replica.adopt(await this.#keeper.takeOver())) {
      this.#tellRefusal(command, done);
    }
  }

  #take(event: InboxEvent): void {
    if (!this.#replica.take(event)) {
      return;
    }
    const { leads } = this.#state;
    const arrivals = event.alerts
      .flatMap(({ id, toast, sound }) => {
        const notification = this.#state.inbox.notifications.get(id);
        return notification ? [{ notification, toast, sound: sound && leads }] : [];
      })
      .sort((a, b) => (a.notification.id < b.notification.id ? -1 : 1));
    if (arrivals.length > 0) {
      this.#emitter.emit("arrivals", arrivals);
    }
    if (event.recap !== undefined) {
      this.#emitter.emit("recap", event.recap);
    }
  }

  #do(command: Command): Promise<Counts> {
    const done = this.#replica.perform(performance(command), false);
    this.#tellRefusal(command, done);
    this.#keeper.saveAtOnce();
    return done;
  }

  #tellRefusal(command: Command, done: Promise<Counts>): void {
    done.catch((problem: Error) => {
      if (!this.#closed && command.kind !== "seen") {
        this.#emitter.emit("refused", { command, problem });
      }
    });
  }

  async #ask(request: Request): Promise<unknown> {
    try {
      return await this.#connection.ask(request);
    } catch (problem) {
      throw problem instanceof LinkLost
        ? new BelfryError("offline", "There is no connection to the server now.")
        : problem;
    }
  }

  #changed(): void {
    this.#connection.tellWaiting();
    this.#keeper.saveLater();
    const { inbox, ahead } = this.#replica;
    if (this.#state.status !== "closed") {
      this.#set({ ...this.#state, inbox, waiting: ahead.length });
    }
  }

  #set(state: State): void {
    const before = this.#state;
    if (
      state.status !== before.status ||
      state.inbox !== before.inbox ||
      state.waiting !== before.waiting ||
      state.leads !== before.leads
    ) {
      this.#state = state;
      for (const listener of [...this.#stateListeners]) {
        isolate(listener);
      }
    }
  }
}
