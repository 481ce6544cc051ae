import type { BelfryClient } from "./client.js";
import { systemClock, type Clock } from "./clock.js";
import { isTold, isWhole, matches, type Filter } from "./filter.js";
import { listed, newestFirst, type Inbox } from "./inbox.js";
import type { Notification } from "./notification.js";
import { isolate } from "./emitter.js";
import { Found } from "./found.js";
import type { State } from "./state.js";

/** What a list shows: a new object at each change, the very same one otherwise. */
export interface ListingState {
  /** Newest first. */
  readonly notifications: readonly Notification[];
  /** Whether more are on their way. */
  readonly loading: boolean;
  /** Whether there are older ones to load. */
  readonly more: boolean;
  /** Why the last load failed; it is done again once there is another connection. */
  readonly problem: Error | undefined;
}

/** What a list needs of a client. */
type Listed = Pick<
  BelfryClient,
  "state" | "commands" | "subscribe" | "getNotifications" | "loadOlder"
>;

const PAGE = 50;
const MAX_PAGE = 1_000;

/** Changes within so long lead to one question. */
const SETTLE_MS = 250;

/**
 * A list of a user's notifications, kept as the inbox is: of all, or of those that a filter lets
 * through. What the client has shows at once, what only the server has is read in pages. It works
 * while somebody is subscribed.
 */
export class Listing {
  readonly #client: Listed;
  readonly #filter: Filter;
  readonly #clock: Clock;
  readonly #listeners = new Set<() => void>();
  readonly #found = new Found();
  #state: ListingState;
  #problem: Error | undefined;
  /** The load that is on its way; the answer to an earlier one is no longer wanted. */
  #load: Promise<() => void> | undefined;
  /** The wish for older ones, until it is fulfilled. */
  #more: Promise<void> | undefined;
  /** Whether to read again once nothing else is on its way. */
  #isStale = false;
  #before: State | undefined;
  #stopSettling: (() => void) | undefined;
  #unsubscribe: (() => void) | undefined;

  constructor(client: Listed, filter: Filter = {}, clock: Clock = systemClock) {
    this.#client = client;
    this.#filter = filter;
    this.#clock = clock;
    this.#state = this.#look();
  }

  get state(): ListingState {
    return this.#state;
  }

  /** Calls `listener` after each change, until the function it returns is called. */
  subscribe(listener: () => void): () => void {
    // Each its own, even when the same function comes twice.
    const own = () => listener();
    this.#listeners.add(own);
    if (this.#unsubscribe === undefined) {
      this.#unsubscribe = this.#client.subscribe(() => this.#follow());
      this.#before = undefined;
      this.#follow();
    }
    return () => {
      if (this.#listeners.delete(own) && this.#listeners.size === 0) {
        this.#rest();
      }
    };
  }

  /** Loads older ones, after what is on its way already. */
  loadMore(): Promise<void> {
    this.#more ??= this.#loadMore().finally(() => {
      this.#more = undefined;
      this.#goOn();
    });
    return this.#more;
  }

  /** Reads anew what a filter lets through; without a filter, what failed is done again. */
  async refresh(): Promise<void> {
    const failed = this.#problem !== undefined;
    this.#problem = undefined;
    if (!isWhole(this.#filter)) {
      await this.#idle();
      await this.#reread();
    } else if (failed) {
      await this.loadMore();
    }
  }

  #rest(): void {
    this.#unsubscribe?.();
    this.#unsubscribe = undefined;
    this.#settle();
    this.#load = undefined;
    this.#isStale = false;
  }

  #follow(): void {
    const before = this.#before;
    const now = this.#client.state;
    this.#before = now;
    const isUp = now.status === "connected";
    const wasUp = before?.status === "connected";
    if (before !== undefined && isEmptied(before.inbox, now.inbox)) {
      this.#found.clear();
    }
    const isOver = this.#found.foresee(this.#client.commands, now.inbox.notifications);
    const isOther = before !== undefined && isMoved(before.inbox, now.inbox);
    if (isUp && !wasUp) {
      this.#connected();
    } else if (isUp && (isOver || isOther) && this.#dependsOnServer()) {
      this.#stopSettling ??= this.#clock.after(SETTLE_MS, () => void this.#reread());
    }
    this.#show();
  }

  /** What is on its way was asked for over a connection that is no more. */
  #connected(): void {
    const failed = this.#problem !== undefined;
    this.#problem = undefined;
    if (!isWhole(this.#filter)) {
      this.#load = undefined;
      void this.#reread();
    } else if (failed) {
      void this.loadMore();
    }
  }

  /** Whether there is anything here whose changes the client would not hear of. */
  #dependsOnServer(): boolean {
    const { notifications } = this.#client.state.inbox;
    return (
      !isWhole(this.#filter) && (!isTold(this.#filter) || this.#found.reachesBeyond(notifications))
    );
  }

  async #loadMore(): Promise<void> {
    await this.#idle();
    if (!this.#state.more) {
      return;
    }
    if (isWhole(this.#filter)) {
      await this.#during(async () => {
        await this.#client.loadOlder(PAGE);
        return () => undefined;
      });
    } else {
      // What the client has is shown already, however far the pages reach.
      const limit = PAGE + this.#found.missing(this.#state.notifications);
      await this.#read(limit, this.#found.cursor ?? undefined);
    }
  }

  /** Reads again as much as there is, from the newest on, once nothing else is on its way. */
  async #reread(): Promise<void> {
    this.#settle();
    this.#isStale = this.#load !== undefined || this.#more !== undefined;
    if (!this.#isStale) {
      await this.#read(Math.max(this.#found.size, PAGE), undefined);
    }
  }

  async #read(limit: number, cursor: string | undefined): Promise<void> {
    await this.#during(async () => {
      const from = cursor === undefined ? {} : { cursor };
      const query = { ...this.#filter, limit: Math.min(limit, MAX_PAGE), ...from };
      const page = await this.#client.getNotifications(query);
      return () => {
        this.#found.take(page, cursor === undefined);
        this.#found.foresee(this.#client.commands, this.#client.state.inbox.notifications);
        this.#problem = undefined;
      };
    });
  }

  /** Loads, and takes what came unless something else was asked for meanwhile. */
  async #during(load: () => Promise<() => void>): Promise<void> {
    const own = load().catch((problem: Error) => () => {
      this.#problem = problem;
    });
    this.#load = own;
    this.#show();
    const take = await own;
    if (this.#load === own) {
      this.#load = undefined;
      take();
      this.#show();
      this.#goOn();
    }
  }

  #settle(): void {
    this.#stopSettling?.();
    this.#stopSettling = undefined;
  }

  /** Waits until nothing is on its way. */
  async #idle(): Promise<void> {
    while (this.#load !== undefined) {
      await this.#load;
    }
  }

  #goOn(): void {
    if (this.#isStale && this.#more === undefined) {
      void this.#reread();
    }
  }

  #show(): void {
    const state = this.#look();
    if (!isSame(state, this.#state)) {
      this.#state = state;
      for (const listener of [...this.#listeners]) {
        isolate(listener);
      }
    }
  }

  #look(): ListingState {
    const { inbox } = this.#client.state;
    const whole = isWhole(this.#filter);
    const isEmpty = whole ? inbox.position === null : this.#found.cursor === undefined;
    return {
      notifications: whole ? listed(inbox) : this.#filtered(inbox),
      loading:
        this.#load !== undefined ||
        (isEmpty && this.#problem === undefined && this.#client.state.status !== "closed"),
      more: whole ? inbox.more : typeof this.#found.cursor === "string",
      problem: this.#problem,
    };
  }

  #filtered({ notifications }: Inbox): readonly Notification[] {
    const here = isTold(this.#filter) ? notifications : [];
    const newest = new Map([...here, ...this.#found.seenFrom(notifications)]);
    return newestFirst([...newest.values()].filter((each) => matches(this.#filter, each)));
  }
}

/** Whether somebody has signed out. */
function isEmptied(before: Inbox, now: Inbox): boolean {
  return before.position !== null && now.position === null;
}

function isMoved(before: Inbox, now: Inbox): boolean {
  return (
    before.position?.seq !== now.position?.seq || before.position?.epoch !== now.position?.epoch
  );
}

function isSame(a: ListingState, b: ListingState): boolean {
  return (
    a.loading === b.loading &&
    a.more === b.more &&
    a.problem === b.problem &&
    a.notifications.length === b.notifications.length &&
    a.notifications.every((each, index) => each === b.notifications[index])
  );
}
