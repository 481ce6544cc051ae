import type { BelfryClient } from "./client.js";
import { isTold, isWhole, matches, type Filter } from "./filter.js";
import { listed, newestFirst, type Inbox } from "./inbox.js";
import type { Notification, Page } from "./notification.js";
import { isolate } from "./emitter.js";
import type { State } from "./state.js";

/** What a list shows: a new object at each change, the very same one otherwise. */
export interface ListingState {
  /** Newest first. */
  readonly notifications: readonly Notification[];
  /** Whether more are on their way. */
  readonly loading: boolean;
  /** Whether there are older ones to load. */
  readonly more: boolean;
  /** Why the last load failed; it is tried again once there is a connection. */
  readonly problem: Error | undefined;
}

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
  readonly #client: BelfryClient;
  readonly #filter: Filter;
  readonly #listeners = new Set<() => void>();
  #state: ListingState;
  /** What pages held. */
  readonly #found = new Map<string, Notification>();
  /** Those of them that the client had at some time: when it has them no longer, they are gone. */
  readonly #known = new Set<string>();
  /** Where the next page begins: `null` after the last, `undefined` before the first. */
  #cursor: string | null | undefined;
  #problem: Error | undefined;
  /** The load that is on its way; the answer to an earlier one is no longer wanted. */
  #load: symbol | undefined;
  #before: State | undefined;
  #settling: ReturnType<typeof setTimeout> | undefined;
  #unsubscribe: (() => void) | undefined;

  constructor(client: BelfryClient, filter: Filter = {}) {
    this.#client = client;
    this.#filter = filter;
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

  /** Loads older ones, unless something is on its way already. */
  async loadMore(): Promise<void> {
    if (this.#load !== undefined || !this.#state.more) {
      return;
    }
    if (isWhole(this.#filter)) {
      await this.#during(async () => {
        await this.#client.loadOlder(PAGE);
        return () => undefined;
      });
    } else {
      await this.#read(PAGE, this.#cursor ?? undefined);
    }
  }

  /** Loads anew what is here, such as after a problem. */
  async refresh(): Promise<void> {
    this.#problem = undefined;
    if (!isWhole(this.#filter)) {
      await this.#reread();
    } else if (this.#client.state.inbox.more) {
      await this.loadMore();
    }
  }

  #rest(): void {
    this.#unsubscribe?.();
    this.#unsubscribe = undefined;
    clearTimeout(this.#settling);
    this.#settling = undefined;
    this.#load = undefined;
  }

  #follow(): void {
    const before = this.#before;
    const now = this.#client.state;
    this.#before = now;
    const isUp = now.status === "connected";
    const wasUp = before?.status === "connected";
    if (isUp && !wasUp) {
      this.#problem = undefined;
    }
    if (isUp && !isWhole(this.#filter)) {
      if (!wasUp) {
        void this.#reread();
      } else if (isMoved(before.inbox, now.inbox) && this.#dependsOnServer()) {
        this.#settling ??= setTimeout(() => void this.#reread(), SETTLE_MS);
      }
    }
    this.#show();
  }

  /** Whether there is anything here whose changes the client would not hear of. */
  #dependsOnServer(): boolean {
    const { notifications } = this.#client.state.inbox;
    return !isTold(this.#filter) || [...this.#found.keys()].some((id) => !notifications.has(id));
  }

  /** Reads again as much as there is, from the newest on. */
  async #reread(): Promise<void> {
    clearTimeout(this.#settling);
    this.#settling = undefined;
    await this.#read(Math.min(Math.max(this.#found.size, PAGE), MAX_PAGE), undefined);
  }

  async #read(limit: number, cursor: string | undefined): Promise<void> {
    await this.#during(async () => {
      const from = cursor === undefined ? {} : { cursor };
      const page = await this.#client.getNotifications({ ...this.#filter, limit, ...from });
      return () => this.#take(page, cursor === undefined);
    });
  }

  #take(page: Page, isFirst: boolean): void {
    if (isFirst) {
      this.#found.clear();
      this.#known.clear();
    }
    for (const each of page.notifications) {
      this.#found.set(each.id, each);
    }
    this.#cursor = page.nextCursor;
    this.#problem = undefined;
  }

  /** Loads, and takes what came unless something else was asked for meanwhile. */
  async #during(load: () => Promise<() => void>): Promise<void> {
    const own = Symbol();
    this.#load = own;
    this.#show();
    let take: () => void;
    try {
      take = await load();
    } catch (problem) {
      take = () => {
        this.#problem = problem as Error;
      };
    }
    if (this.#load === own) {
      this.#load = undefined;
      take();
      this.#show();
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
    const isEmpty = whole ? inbox.position === null : this.#cursor === undefined;
    return {
      notifications: whole ? listed(inbox) : this.#filtered(inbox),
      loading: this.#load !== undefined || (isEmpty && this.#problem === undefined),
      more: whole ? inbox.more : typeof this.#cursor === "string",
      problem: this.#problem,
    };
  }

  #filtered({ notifications }: Inbox): readonly Notification[] {
    const newest = new Map(isTold(this.#filter) ? notifications : []);
    for (const [id, found] of this.#found) {
      const here = notifications.get(id);
      if (here !== undefined) {
        this.#known.add(id);
        newest.set(id, here);
      } else if (!this.#known.has(id)) {
        newest.set(id, found);
      }
    }
    return newestFirst([...newest.values()].filter((each) => matches(this.#filter, each)));
  }
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
