import assert from "node:assert/strict";
import {
  BelfryClient,
  listed,
  newestFirst,
  type ClientOptions,
  type InboxEvent,
  type Page,
} from "@belfry/client";
import { truthOf } from "../harness/truth.js";
import { Conditions } from "../harness/until.js";
import type { Server } from "../harness/server.js";

/** How often all is compared anew that changed meanwhile. */
const MAX_ATTEMPTS = 10;

/** A client as an application has it, that remembers what it was told. */
export class LiveClient {
  readonly client: BelfryClient;
  readonly user: string;
  /** How often each notification was spoken of by a toast. */
  readonly toasts = new Map<string, number>();
  readonly recaps: number[] = [];
  readonly refusals: Error[] = [];
  readonly problems: unknown[] = [];
  readonly transients: unknown[] = [];
  readonly #server: Server;
  readonly #conditions = new Conditions();

  constructor(server: Server, user: string, options: Partial<ClientOptions> = {}) {
    this.#server = server;
    this.user = user;
    this.client = new BelfryClient({
      url: server.url,
      token: () => server.token(user),
      ...options,
    });
    this.client.subscribe(() => this.#conditions.changed());
    this.client.on("arrivals", (arrivals) => {
      for (const { notification, toast } of arrivals) {
        if (toast) {
          this.toasts.set(notification.id, (this.toasts.get(notification.id) ?? 0) + 1);
        }
      }
      this.#conditions.changed();
    });
    this.client.on("recap", (count) => this.#heard(this.recaps, count));
    this.client.on("refused", ({ problem }) => this.#heard(this.refusals, problem));
    this.client.on("problem", (problem) => this.#heard(this.problems, problem));
    this.client.on("transient", (event) => this.#heard(this.transients, event));
  }

  get inbox(): BelfryClient["state"]["inbox"] {
    return this.client.state.inbox;
  }

  /** The titles of what is listed, newest first. */
  get titles(): string[] {
    return listed(this.inbox).map(({ title }) => title);
  }

  /** The titles of what is listed and not read. */
  get unread(): string[] {
    return listed(this.inbox)
      .filter(({ read }) => !read)
      .map(({ title }) => title);
  }

  /** The id of the notification with that title. */
  idOf(title: string): string {
    for (const notification of this.inbox.notifications.values()) {
      if (notification.title === title) {
        return notification.id;
      }
    }
    throw new Error(`there is no "${title}" among ${this.titles.join(", ")}`);
  }

  async connected(): Promise<this> {
    await this.until(
      () => this.client.state.status === "connected" && this.inbox.position !== null,
      "the connection",
    );
    return this;
  }

  /** Waits until the server has confirmed all that was done here. */
  async settled(): Promise<void> {
    await this.connected();
    await this.until(() => this.client.state.waiting === 0, "what waits");
  }

  /** Says that something else changed that is waited for. */
  changed(): void {
    this.#conditions.changed();
  }

  until(holds: () => boolean, waitingFor: string): Promise<void> {
    return this.#conditions.until(
      holds,
      () => `${waitingFor} of ${this.user}: ${JSON.stringify(this.#told())}`,
    );
  }

  /** Waits until it has caught up, then compares all that it shows with what HTTP tells. */
  async assertEqualsServer(): Promise<void> {
    await this.settled();
    const truth = await this.#server.inbox(this.user);
    await this.until(() => {
      const { position, unread, unseen } = this.inbox;
      return (
        position?.epoch === truth.epoch &&
        position.seq >= truth.seq &&
        unread === truth.unread &&
        unseen === truth.unseen
      );
    }, `seq ${truth.seq} with ${truth.unread} unread`);
    assert.deepEqual(listed(this.inbox), truth.notifications);
    assert.equal(this.inbox.position?.seq, truth.seq);
  }

  /**
   * Waits until it has caught up, then compares all that it holds with what the server says to
   * somebody who has nothing yet.
   */
  async assertEqualsSnapshot(): Promise<void> {
    for (let attempt = 1; attempt <= MAX_ATTEMPTS; attempt += 1) {
      await this.settled();
      const { snapshot, page } = await truthOf(this.#server, this.user);
      await this.until(
        () =>
          this.inbox.position?.epoch === snapshot.epoch && this.inbox.position.seq >= snapshot.seq,
        `seq ${snapshot.seq}`,
      );
      // What is due may come at any moment.
      if (this.inbox.position?.seq === page.seq && page.seq === snapshot.seq) {
        this.#assertEquals(snapshot, page);
        return;
      }
    }
    assert.fail(`${this.user} has no rest`);
  }

  #assertEquals(snapshot: InboxEvent, page: Page): void {
    const { notifications, more, ...rest } = this.inbox;
    const newest = newestFirst([...notifications.values()]);
    const { epoch, seq, unread, unseen, preferences } = snapshot;
    assert.deepEqual(rest, { position: { epoch, seq }, unread, unseen, preferences });
    assert.deepEqual(newest.slice(0, snapshot.upserts.length), snapshot.upserts);
    assert.deepEqual(
      newest,
      page.notifications.filter(({ id }) => notifications.has(id)),
    );
    assert.ok(more || newest.length === page.notifications.length, "it says that there is no more");
  }

  #heard<T>(list: T[], what: T): void {
    list.push(what);
    this.#conditions.changed();
  }

  #told(): unknown {
    const { status, inbox } = this.client.state;
    const { position, unread, unseen } = inbox;
    return { status, position, unread, unseen, titles: this.titles, refusals: this.refusals };
  }
}
