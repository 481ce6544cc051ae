import type { Server } from "../harness/server.js";
import type { Wire } from "../harness/wire.js";
import type { Choices } from "../sync/random.js";
import type { LiveClient } from "./live-client.js";

/** A device of the user, and what leads from it to the server. */
export interface Member {
  readonly live: LiveClient;
  readonly wire: Wire;
}

const PRIORITIES = ["low", "normal", "high", "urgent"];
const HOUR_MS = 3_600_000;

/** What backends and the devices of one user do, as it is drawn. */
export class Doings {
  /** What may speak more than once, as it changes to something to speak of anew. */
  readonly speakAgain = new Set<string>();
  readonly #choices: Choices;
  readonly #server: Server;
  readonly #user: string;
  readonly #members: readonly Member[];
  readonly #broadcasts: string[] = [];
  #count = 0;

  constructor(choices: Choices, server: Server, user: string, members: readonly Member[]) {
    this.#choices = choices;
    this.#server = server;
    this.#user = user;
    this.#members = members;
  }

  /** Does one thing, and waits for it unless a device does it. */
  async next(): Promise<void> {
    const dice = this.#choices.below(20);
    if (dice < 9) {
      await this.#backend();
    } else if (dice < 11) {
      this.#member().wire.cut();
    } else if (dice < 14) {
      this.#member().wire.mend();
    } else {
      this.#device();
    }
  }

  /** Sends so many at once. */
  async burst(count: number): Promise<void> {
    const notifications = Array.from({ length: count }, () => ({
      to: this.#user,
      title: this.#title(),
    }));
    await this.#server.call("POST", "/api/v1/notifications/batch", { notifications });
  }

  async #backend(): Promise<void> {
    const { id } = this.#any();
    const broadcast = this.#choices.one(this.#broadcasts);
    const doings = [
      () => this.#send({ priority: this.#choices.one(PRIORITIES) }),
      () => this.#send({ data: { step: this.#count }, url: "/", actor: { name: "Ben" } }),
      () => this.#card(),
      () => this.#card(),
      () => this.#send({ actions: ["yes", "no"].map((each) => ({ id: each, label: each })) }),
      () => this.#send({ ttl: 1 + this.#choices.below(2) }),
      () => this.#broadcast(),
      () => this.#call("PATCH", `/api/v1/broadcasts/${broadcast}`, { title: this.#title() }),
      () => this.#call("DELETE", `/api/v1/broadcasts/${broadcast}`),
      () => this.#call("DELETE", `/api/v1/notifications/${id}`),
      () => this.#call("PATCH", `/api/v1/users/${this.#user}/preferences`, this.#preferences()),
      () => this.burst(this.#choices.below(6)),
    ];
    await this.#choices.one(doings)?.();
  }

  /** Without waiting for it; what is gone, or needs a connection, is refused. */
  #device(): void {
    const { live } = this.#member();
    const { client } = live;
    const { id } = this.#any(live);
    const until = Date.now() + (this.#choices.below(2) === 0 ? HOUR_MS : 1_500);
    const doings = [
      () => client.markRead(id),
      () => client.markRead(id),
      () => client.markUnread(id),
      () => client.markAllRead(),
      () => client.markSeen(),
      () => client.delete(id),
      () => client.archive(id),
      () => client.archive(id, false),
      () => {
        this.speakAgain.add(id);
        return client.snooze(id, until);
      },
      () => client.snooze(id, null),
      () => client.act(id, this.#choices.one(["yes", "no"]) ?? ""),
      () => client.loadOlder(1 + this.#choices.below(10)),
      () => client.setPreferences(this.#preferences()),
      () => client.setDoNotDisturb(this.#choices.below(2) === 0 ? null : Date.now() + 1_500),
    ];
    this.#choices
      .one(doings)?.()
      .catch(() => {});
  }

  async #card(): Promise<void> {
    const key = this.#choices.one(["likes", "comments"]);
    const priority = this.#choices.one(PRIORITIES);
    const response = await this.#call("POST", "/api/v1/notifications", {
      to: this.#user,
      title: this.#title(),
      priority,
      actor: { id: this.#choices.one(["ben", "eve", "zoe"]) },
      group: { key, title: "{{count}} things" },
    });
    const { id } = (await response.json()) as { readonly id?: string };
    this.speakAgain.add(String(id));
  }

  async #broadcast(): Promise<void> {
    const response = await this.#call("POST", "/api/v1/notifications", {
      to: { all: true },
      title: this.#title(),
    });
    this.#broadcasts.push(((await response.json()) as { readonly id: string }).id);
  }

  async #send(content: Readonly<Record<string, unknown>>): Promise<void> {
    await this.#call("POST", "/api/v1/notifications", {
      to: this.#user,
      title: this.#title(),
      ...content,
    });
  }

  /** What it is answered does not matter here: some is not there any more. */
  #call(method: string, path: string, body?: unknown): Promise<Response> {
    return this.#server.call(method, path, body);
  }

  #preferences(): Readonly<Record<string, unknown>> {
    const choice = this.#choices.one([true, false, null]);
    return { channels: { sound: choice }, types: { info: { toast: choice } } };
  }

  #title(): string {
    this.#count += 1;
    return `No. ${this.#count}`;
  }

  #member(): Member {
    return this.#choices.one(this.#members) as Member;
  }

  /** One of what a device has; its id is that of none where it has nothing. */
  #any({ inbox } = this.#member().live): { readonly id: string } {
    const none = { id: "00000000-0000-7000-8000-000000000000" };
    return this.#choices.one([...inbox.notifications.values()]) ?? none;
  }
}
