import { describe, expect, it } from "vitest";
import type { Command } from "../src/command.js";
import { emptyInbox } from "../src/inbox.js";
import { Listing } from "../src/listing.js";
import type { Notification, Page, Query } from "../src/notification.js";
import type { State } from "../src/state.js";
import { notification } from "./events.js";
import { EventLoop } from "./tabs/event-loop.js";

const turn = () => new Promise((resolve) => setImmediate(resolve));

const idOf = (index: number) => `n${String(index).padStart(4, "0")}`;

/** A client whose server has many, and which has the newest of them itself. */
class Client {
  state: State;
  commands: readonly Command[] = [];
  readonly asked: Query[] = [];
  #all: readonly Notification[];
  readonly #listeners = new Set<() => void>();
  #waiting: (() => void)[] = [];

  constructor(count: number, own: number) {
    this.#all = Array.from({ length: count }, (_, index) =>
      notification(idOf(count - index), 1, { type: index % 2 === 0 ? "like" : "comment" }),
    );
    const newest = this.#all.slice(0, own).map((each) => [each.id, each] as const);
    const inbox = { ...emptyInbox, position: { epoch: "e1", seq: 1 }, more: true };
    this.state = {
      status: "connected",
      inbox: { ...inbox, notifications: new Map(newest) },
      waiting: 0,
      leads: true,
    };
  }

  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  async getNotifications(query: Query): Promise<Page> {
    this.asked.push(query);
    await new Promise<void>((go) => this.#waiting.push(go));
    const { type, limit = 50, cursor = idOf(9_999) } = query;
    const left = this.#all.filter((each) => each.id < cursor && each.type === type);
    const notifications = left.slice(0, limit);
    const nextCursor = left.length > limit ? (notifications.at(-1)?.id ?? null) : null;
    return { epoch: "e1", seq: 1, unread: 0, unseen: 0, notifications, nextCursor };
  }

  async loadOlder(): Promise<boolean> {
    throw new Error("not asked here");
  }

  /** Answers what it was asked so far. */
  async answer(): Promise<void> {
    this.#waiting.splice(0).forEach((go) => go());
    await turn();
  }

  /** Another state, with what the user did in it. */
  change(change: Partial<State>, ...commands: readonly Command[]): void {
    this.commands = commands;
    this.state = { ...this.state, ...change };
    [...this.#listeners].forEach((listener) => listener());
  }

  /** The inbox says the next change. */
  moveOn(...commands: readonly Command[]): void {
    const { inbox } = this.state;
    const seq = (inbox.position?.seq ?? 0) + 1;
    this.change({ inbox: { ...inbox, position: { epoch: "e1", seq } } }, ...commands);
  }

  /** The server has it no longer. */
  lose(id: string): void {
    this.#all = this.#all.filter((each) => each.id !== id);
  }
}

/** A list of likes at which somebody looks, with its first page. */
async function likes(client: Client) {
  const clock = new EventLoop();
  const listing = new Listing(client, { type: "like" }, clock);
  listing.subscribe(() => {});
  await client.answer();
  return {
    listing,
    count: () => listing.state.notifications.length,
    has: (id: string) => listing.state.notifications.some((each) => each.id === id),
    settle: async () => {
      clock.moveTo(250);
      await turn();
    },
  };
}

describe("a list with a filter", () => {
  it("has more at each press of older, however much the client has itself", async () => {
    const client = new Client(600, 300);
    const { listing, count } = await likes(client);
    expect(count()).toBe(150);

    for (const more of [200, 250]) {
      const loaded = listing.loadMore();
      await turn();
      await client.answer();
      await loaded;
      expect(count()).toBe(more);
    }
  });

  it("has more also where the client got more itself meanwhile", async () => {
    const client = new Client(600, 0);
    const { listing, count } = await likes(client);
    expect(count()).toBe(50);
    const { inbox } = new Client(600, 400).state;
    client.change({ inbox });
    expect(count()).toBe(200);

    const loaded = listing.loadMore();
    await turn();
    await client.answer();
    await loaded;

    expect(count()).toBe(250);
  });

  it("does one thing after the other: a reading meanwhile costs no press of older", async () => {
    const client = new Client(600, 0);
    const { listing, count, settle } = await likes(client);

    const loaded = listing.loadMore();
    await turn();
    client.moveOn();
    await settle();
    expect(client.asked).toHaveLength(2);
    await client.answer();
    await loaded;
    expect(count()).toBe(100);

    await turn();
    expect(client.asked.at(-1)).toEqual({ type: "like", limit: 100 });
    const next = listing.loadMore();
    expect(listing.loadMore()).toBe(next);
    await client.answer();
    await client.answer();
    await next;

    expect(count()).toBe(150);
    expect(client.asked).toHaveLength(4);
  });

  it("shows at once what is done to what only the server has", async () => {
    const client = new Client(100, 0);
    const { has, listing, settle } = await likes(client);
    const [gone, read] = [idOf(100), idOf(98)];
    expect([has(gone), has(read)]).toEqual([true, true]);

    const deed = { kind: "delete", id: gone } as const;
    client.change({ waiting: 2 }, deed, { kind: "read", id: read });
    expect(has(gone)).toBe(false);
    expect(listing.state.notifications.find(({ id }) => id === read)?.read).toBe(true);

    client.lose(gone);
    client.moveOn();
    expect(has(gone)).toBe(false);
    await settle();
    await client.answer();

    expect(has(gone)).toBe(false);
    expect(has(read)).toBe(true);
  });

  it("shows again what was refused", async () => {
    const client = new Client(100, 0);
    const { has, settle } = await likes(client);
    client.change({ waiting: 1 }, { kind: "delete", id: idOf(100) });
    expect(has(idOf(100))).toBe(false);

    client.change({ waiting: 0 });
    await settle();
    await client.answer();

    expect(has(idOf(100))).toBe(true);
  });

  it("shows nothing once the user has signed out", async () => {
    const client = new Client(100, 10);
    const { count, listing } = await likes(client);
    expect(count()).toBe(50);

    client.change({ status: "closed", inbox: emptyInbox });

    expect(count()).toBe(0);
    expect(listing.state).toMatchObject({ loading: false, more: false });
  });
});
