import { afterEach, describe, expect, it } from "vitest";
import type { Cache, Saved } from "../src/cache.js";
import { BelfryClient, type ClientOptions } from "../src/client.js";
import { notification } from "./events.js";

const opened: BelfryClient[] = [];

afterEach(async () => {
  await Promise.all(opened.splice(0).map((client) => client.close()));
});

/** A database that has kept something of every user. */
class Kept implements Cache {
  readonly forgotten: string[] = [];

  async load(): Promise<Saved> {
    const position = { epoch: "e1", seq: 9 };
    return {
      version: 1,
      inbox: { position, unread: 1, unseen: 1, more: false, preferences: {} },
      notifications: [notification("a", 9)],
      waiting: [],
    };
  }

  async save(): Promise<void> {}

  async forget(name: string): Promise<void> {
    this.forgotten.push(name);
  }
}

/** A client that reaches no server. */
function open(options: Partial<ClientOptions>): BelfryClient {
  const offline = { url: "http://127.0.0.1:1", token: "ann", share: false };
  const client = new BelfryClient({ ...offline, ...options });
  opened.push(client);
  return client;
}

/** Waits until its state is such. */
function until(client: BelfryClient, holds: () => boolean): Promise<void> {
  return new Promise((resolve) => {
    const look = () => {
      if (holds()) {
        stop();
        resolve();
      }
    };
    const stop = client.subscribe(look);
    look();
  });
}

const hasInbox = (client: BelfryClient) => () => client.state.inbox.notifications.size === 1;

describe("a client whose user signs out", () => {
  it("shows nothing any more, here and in other tabs", async () => {
    const cache = new Kept();
    const [here, there] = [open({ cache, user: "ann" }), open({ cache, user: "ann" })];
    const another = open({ cache, user: "ben", token: "ben" });
    for (const client of [here, there, another]) {
      await until(client, hasInbox(client));
    }
    here.markRead("a").catch(() => {});
    expect(here.state.waiting).toBe(1);

    await here.close(true);
    await until(there, () => there.state.status === "closed");

    for (const { state } of [here, there]) {
      expect(state).toMatchObject({ status: "closed", waiting: 0 });
      expect([state.inbox.notifications.size, state.inbox.unread]).toEqual([0, 0]);
    }
    expect(hasInbox(another)()).toBe(true);
  });

  it("forgets also once it is closed, which shows what there was until then", async () => {
    const cache = new Kept();
    const [here, there] = [open({ cache }), open({ cache })];
    for (const client of [here, there]) {
      await until(client, hasInbox(client));
    }
    await here.close();
    expect(hasInbox(here)()).toBe(true);
    expect(cache.forgotten).toEqual([]);

    await here.close(true);
    await until(there, () => there.state.status === "closed");

    expect(hasInbox(here)()).toBe(false);
    expect(new Set(cache.forgotten)).toEqual(new Set([here.name]));
  });

  it("says so where nobody knows yet whose inbox to forget", async () => {
    const cache = new Kept();
    const token = () => new Promise<string>(() => {});

    const unknown = open({ cache, token }).close(true);
    await expect(unknown).rejects.toMatchObject({ code: "not_forgotten" });
    expect(cache.forgotten).toEqual([]);

    const known = open({ cache, token, user: "ann" });
    await known.close(true);
    expect(cache.forgotten).toEqual([known.name]);
  });

  it("is closed also where it cannot forget", async () => {
    class Broken extends Kept {
      override forget(): Promise<void> {
        throw new Error("no database");
      }
    }
    const client = open({ cache: new Broken() });
    await until(client, hasInbox(client));

    await expect(client.close(true)).rejects.toMatchObject({ code: "not_forgotten" });

    expect(client.state.status).toBe("closed");
    expect(hasInbox(client)()).toBe(false);
  });

  it("has nothing to forget where nothing is kept or shared", async () => {
    const token = () => new Promise<string>(() => {});

    await open({ cache: false, token }).close(true);
  });
});
