import assert from "node:assert/strict";
import type { InboxEvent, Position } from "@belfry/client";
import { Client } from "../harness/client.js";
import { Server } from "../harness/server.js";
import { truthOf } from "../harness/truth.js";

/** What a server said to one client, in a course of things that has each kind of message. */
export interface Recording {
  readonly steps: readonly Step[];
}

export interface Step {
  readonly what: string;
  readonly event: InboxEvent;
  /** What it says right after it to somebody who has nothing yet. */
  readonly snapshot: InboxEvent;
  /** How many notifications it has then. */
  readonly count: number;
}

const USER = "ann";

/** Long enough for a snapshot to be taken before it is over. */
const MOMENT_MS = 3_000;

const KEPT = 8;

/** So small that few notifications are more than fit. */
const SETTINGS = {
  BELFRY_SOCKET_WINDOW: "6",
  BELFRY_RETENTION_COUNT: String(KEPT),
  BELFRY_RETENTION_TOMBSTONES: "4",
};

/** Takes a server of its own through it. */
export async function record(): Promise<Recording> {
  const server = await Server.start("serve", SETTINGS);
  const recorder = new Recorder(server);
  try {
    await everydayLife(server, recorder);
    await whatBackendsDo(server, recorder);
    await silence(server, recorder);
    await comingBack(server, recorder);
    await anotherServer(server, recorder);
    return { steps: recorder.steps };
  } finally {
    recorder.leave();
    await server.dispose();
  }
}

async function everydayLife(server: Server, recorder: Recorder): Promise<void> {
  const send = (content: Readonly<Record<string, unknown>>) =>
    server.send(USER, { title: "A title", ...content });
  await recorder.join("the first snapshot of all");
  let id = "";
  await recorder.step("a notification", async () => {
    ({ id } = await send({
      type: "comment",
      message: "Ben wrote: it looks good — très bien, 👍",
      priority: "high",
      data: { postId: 5, tags: ["a", null], nested: { deep: true } },
      url: "/posts/5",
      icon: "https://example.org/ben.png",
      actor: { id: "ben", name: "Ben", avatar: "https://example.org/ben.png" },
    }));
  });
  await recorder.step("one that is quiet", () => send({ title: "Quiet", priority: "low" }));
  await recorder.ask("all seen", "markSeen");
  await recorder.ask("one read", "markNotificationRead", id);
  await recorder.ask("unread again", "markNotificationUnread", id);
  await recorder.ask("archived", "archiveNotification", id);
  await recorder.ask("taken back from the archive", "archiveNotification", id, false);
  await recorder.ask("snoozed", "snoozeNotification", id, Date.now() + 3_600_000);
  await recorder.ask("fetched back", "snoozeNotification", id, null);
  await recorder.ask("snoozed for a moment", "snoozeNotification", id, Date.now() + MOMENT_MS);
  await recorder.step("back by itself");
  await recorder.step("one with buttons", async () => {
    const actions = [
      { id: "yes", label: "Yes", style: "primary" },
      { id: "no", label: "No", url: "/no" },
    ];
    ({ id } = await send({ title: "Shall we?", actions, actionGroup: "question 1" }));
  });
  await recorder.ask("a button pressed", "notificationAction", id, "yes");
  await recorder.ask("all read", "markAllRead");
  await recorder.ask("deleted", "deleteNotification", id);
}

async function whatBackendsDo(server: Server, recorder: Recorder): Promise<void> {
  const like = (name: string, rest: Readonly<Record<string, unknown>> = {}) =>
    server.send(USER, {
      type: "like",
      title: `${name} liked your post`,
      actor: { id: name.toLowerCase(), name },
      group: { key: "post-5:likes", title: "{{actor}} and {{others}} others" },
      ...rest,
    });
  await recorder.step("the first of a card", () => like("Ben"));
  await recorder.step("the card growing", () => like("Eve"));
  await recorder.step("the card growing by something urgent", () =>
    like("Zoë", { priority: "urgent" }),
  );
  let id = "";
  await recorder.step("one that expires", () =>
    server.send(USER, { title: "For a moment", ttl: MOMENT_MS / 1_000 }),
  );
  await recorder.step("expired");
  await recorder.step("one that is recalled later", async () => {
    ({ id } = await server.send(USER, { title: "A mistake" }));
  });
  await recorder.step("recalled", () => server.call("DELETE", `/api/v1/notifications/${id}`));
  const topic = { users: [USER] };
  await server.call("POST", "/api/v1/topics/news/subscribe", topic);
  let broadcast = "";
  await recorder.step("a broadcast", async () => {
    const response = await server.call("POST", "/api/v1/notifications", {
      to: { topic: "news" },
      title: "Version 2 is out",
    });
    ({ id: broadcast } = (await response.json()) as { readonly id: string });
  });
  await recorder.step("the broadcast edited", () =>
    server.call("PATCH", `/api/v1/broadcasts/${broadcast}`, { title: "Version 2.1 is out" }),
  );
  await recorder.step("the broadcast recalled", () =>
    server.call("DELETE", `/api/v1/broadcasts/${broadcast}`),
  );
}

async function silence(server: Server, recorder: Recorder): Promise<void> {
  await recorder.ask("other preferences", "setPreferences", {
    channels: { email: false },
    types: { like: { toast: false } },
    quietHours: [{ days: ["sat", "sun"], from: "23:00", to: "24:00" }],
  });
  await recorder.ask("a pause", "setDoNotDisturb", Date.now() + MOMENT_MS);
  await recorder.step("one that is held back", () => server.send(USER, { title: "Held" }));
  await recorder.step("the recap at its end");
  await recorder.ask("no pause", "setDoNotDisturb", null);
}

async function comingBack(server: Server, recorder: Recorder): Promise<void> {
  const [oldest = ""] = recorder.ids;
  recorder.leave();
  await server.send(USER, { title: "Missed" });
  await server.call("DELETE", `/api/v1/notifications/${oldest}`);
  await recorder.join("what was missed");

  recorder.leave();
  await server.call("PATCH", `/api/v1/users/${USER}/preferences`, {
    types: null,
    doNotDisturbFor: 3_600,
  });
  await server.send(USER, { title: "Held, and missed" });
  await recorder.elsewhere(async (witness) => {
    await server.call("PATCH", `/api/v1/users/${USER}/preferences`, { doNotDisturbUntil: null });
    const isRecap = ([event]: readonly unknown[]) => (event as InboxEvent).recap !== undefined;
    await witness.until(() => witness.all("inbox").some(isRecap), "the recap");
  });
  await recorder.join("a recap and preferences that were missed");

  const { notifications } = await server.inbox(USER);
  for (let count = notifications.length; count < KEPT; count += 1) {
    await recorder.step("one more", () => server.send(USER, { title: "One more" }));
  }
  await recorder.step("one more than are kept", () => server.send(USER, { title: "Too many" }));

  recorder.leave();
  for (let count = 1; count <= 7; count += 1) {
    await server.send(USER, { title: `No. ${count}` });
  }
  await recorder.join("more than a delta holds, and older ones on the server");
  await recorder.step("one to that", () => server.send(USER, { title: "And one" }));

  recorder.leave();
  for (const id of recorder.ids.slice(0, 5)) {
    await server.call("DELETE", `/api/v1/notifications/${id}`);
  }
  await recorder.join("more deletions than an inbox remembers");
}

async function anotherServer(server: Server, recorder: Recorder): Promise<void> {
  await recorder.step("forgotten", () => server.call("DELETE", `/api/v1/users/${USER}`));
  await recorder.client.until(() => !recorder.client.socket.connected, "being put out");
  recorder.leave();
  await server.startEmpty();
  await server.send(USER, { title: "Another world" });
  await recorder.join("another log");
  await recorder.step("one of the other log", () => server.send(USER, { title: "Welcome" }));
}

/** A client that writes down what it hears. */
class Recorder {
  readonly steps: Step[] = [];
  readonly #server: Server;
  #client: Client | undefined;
  #position: Position | null = null;
  #heard = 0;

  constructor(server: Server) {
    this.#server = server;
  }

  get client(): Client {
    assert.ok(this.#client, "it has not joined");
    return this.#client;
  }

  /** What the inbox holds now, as far as a snapshot says so, the oldest first. */
  get ids(): readonly string[] {
    const { upserts = [] } = this.steps.at(-1)?.snapshot ?? {};
    return upserts.map(({ id }) => id).toReversed();
  }

  /** Connects, from where it stands, and writes down what it hears first. */
  async join(what: string): Promise<void> {
    this.#heard = 0;
    this.#client = this.#open(this.#position);
    await this.step(what);
  }

  leave(): void {
    this.#client?.close();
  }

  /** Asks for something, and writes down what comes of it. */
  async ask(what: string, event: string, ...args: readonly unknown[]): Promise<void> {
    await this.step(what, async () => {
      const answer = await this.client.ask(event, ...args);
      assert.ok((answer as { readonly ok?: boolean }).ok, `${what}: ${JSON.stringify(answer)}`);
    });
  }

  /** Does something, and writes down the one event that comes of it, or comes by itself. */
  async step(what: string, doing: () => Promise<unknown> = async () => {}): Promise<void> {
    await doing();
    const heard = await this.client.hears("inbox", this.#heard + 1);
    this.#heard += 1;
    assert.equal(
      heard.length,
      this.#heard,
      `${what}: ${JSON.stringify(heard.slice(this.#heard - 1))}`,
    );
    const event = heard.at(-1)?.[0] as InboxEvent;
    this.#position = { epoch: event.epoch, seq: event.seq };
    const { snapshot, page } = await truthOf(this.#server, USER);
    this.steps.push({ what, event, snapshot, count: page.notifications.length });
  }

  /** Does something while another device is connected. */
  async elsewhere(doing: (device: Client) => Promise<void>): Promise<void> {
    const device = this.#open(null);
    try {
      await device.hears("inbox");
      await doing(device);
    } finally {
      device.close();
    }
  }

  #open(since: Position | null): Client {
    return new Client(this.#server.url, { auth: { token: this.#server.token(USER), since } });
  }
}
