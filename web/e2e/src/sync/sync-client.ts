import assert from "node:assert/strict";
import { applyInbox, emptyInbox, listed, type Inbox, type InboxEvent } from "@belfry/client";
import { Client, type Clients } from "../harness/client.js";
import type { Server } from "../harness/server.js";

/** A client of the sync dialect: a stock socket, and the very reducer that the page uses. */
export class SyncClient {
  readonly user: string;
  readonly client: Client;
  inbox: Inbox = emptyInbox;
  /** How often each notification was spoken of by a toast. */
  readonly toasts = new Map<string, number>();
  readonly resets: boolean[] = [];
  readonly #server: Server;

  constructor(server: Server, clients: Clients, user: string, transports: readonly string[]) {
    this.user = user;
    this.#server = server;
    this.client = clients.open(server.url, {
      transports,
      auth: (answer) => answer({ token: server.token(user), since: this.inbox.position }),
    });
    this.client.socket.on("inbox", (event: InboxEvent) => this.#apply(event));
  }

  /** Waits for the event that always comes first after connecting. */
  async joined(): Promise<this> {
    await this.client.hears("inbox");
    return this;
  }

  leave(): void {
    this.client.socket.disconnect();
  }

  comeBack(): void {
    this.client.socket.connect();
  }

  ask(event: string, ...args: readonly unknown[]): Promise<unknown> {
    return this.client.ask(event, ...args);
  }

  /** Waits until it has caught up, then compares all that it knows with what HTTP tells. */
  async assertEqualsServer(): Promise<void> {
    const truth = await this.#server.inbox(this.user);
    await this.client.until(
      () => this.inbox.position?.epoch === truth.epoch && this.inbox.position.seq >= truth.seq,
      `seq ${truth.seq} of ${this.user}`,
    );
    const known = listed(this.inbox);
    assert.deepEqual(known, truth.notifications);
    assert.deepEqual(
      { ...this.inbox.position, unread: this.inbox.unread, unseen: this.inbox.unseen },
      { epoch: truth.epoch, seq: truth.seq, unread: truth.unread, unseen: truth.unseen },
    );
    assert.equal(this.inbox.unread, known.filter(({ read }) => !read).length);
  }

  #apply(event: InboxEvent): void {
    const next = applyInbox(this.inbox, event);
    this.resets.push(event.reset);
    if (next !== this.inbox) {
      this.inbox = next;
      for (const { id } of event.alerts.filter(({ toast }) => toast)) {
        this.toasts.set(id, (this.toasts.get(id) ?? 0) + 1);
      }
    }
    this.client.changed();
  }
}
