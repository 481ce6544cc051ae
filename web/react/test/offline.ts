import { BelfryClient, type Cache, type ClientOptions, type Notification } from "@belfry/client";
import { afterEach } from "vitest";

const opened: BelfryClient[] = [];

afterEach(async () => {
  await Promise.all(opened.splice(0).map((client) => client.close()));
});

/** What was kept of an inbox, and how often a client began with it. */
export class Kept implements Cache {
  loads = 0;
  readonly #notifications: readonly Notification[];

  constructor(...notifications: readonly Notification[]) {
    this.#notifications = notifications;
  }

  async load(): Promise<Awaited<ReturnType<Cache["load"]>>> {
    this.loads += 1;
    const unread = this.#notifications.filter(({ read }) => !read).length;
    const unseen = this.#notifications.filter(({ seen }) => !seen).length;
    return {
      version: 1,
      inbox: { position: { epoch: "e1", seq: 9 }, unread, unseen, more: false, preferences: {} },
      notifications: this.#notifications,
      waiting: [],
    };
  }

  async save(): Promise<void> {}

  async forget(): Promise<void> {}
}

/** Options of a client that reaches no server: it has what was kept, and what the user does. */
export function offline(cache: Cache): Omit<ClientOptions, "token"> {
  return { url: "http://127.0.0.1:1", cache, share: false };
}

/** Such a client, once it has what was kept; closed after the test. */
export async function offlineClient(...kept: readonly Notification[]): Promise<BelfryClient> {
  const client = new BelfryClient({ ...offline(new Kept(...kept)), token: "ann" });
  opened.push(client);
  await new Promise<void>((resolve) => {
    const stop = client.subscribe(() => {
      if (client.state.inbox.position !== null) {
        stop();
        resolve();
      }
    });
  });
  return client;
}

/** A plain unread notification. */
export function notification(id: string, rest: Partial<Notification> = {}): Notification {
  return {
    id,
    seq: 1,
    type: "info",
    title: `Title of ${id}`,
    message: "",
    priority: "normal",
    timestamp: 1_767_225_600_000,
    read: false,
    seen: false,
    ...rest,
  };
}
