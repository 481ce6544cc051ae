import { describe, expect, it } from "vitest";
import type { Cache, Saved } from "../src/cache.js";
import type { Command } from "../src/command.js";
import { Keeper } from "../src/keeper.js";
import { performance } from "../src/outbox.js";
import { BelfryError } from "../src/problem.js";
import { Replica } from "../src/replica.js";
import { Answering, counts } from "./answering.js";
import { delta, notification, snapshot } from "./events.js";
import { EventLoop } from "./tabs/event-loop.js";

const turn = () => new Promise((resolve) => setImmediate(resolve));

/** A database that does nothing before the test wants it. */
class SlowCache implements Cache {
  saved: Saved | undefined;
  #waiting: (() => void)[] = [];

  async load(): Promise<Saved | undefined> {
    await this.#turn();
    return this.saved;
  }

  async save(_: string, saved: Saved): Promise<void> {
    await this.#turn();
    this.saved = saved;
  }

  async forget(): Promise<void> {
    await this.#turn();
    this.saved = undefined;
  }

  async update(_: string, change: (before: Saved | undefined) => Saved): Promise<void> {
    await this.#turn();
    this.saved = change(this.saved);
  }

  /** Does all that it was asked so far, the last first. */
  async goOn(): Promise<void> {
    const waiting = this.#waiting.splice(0);
    waiting.toReversed().forEach((go) => go());
    await turn();
  }

  #turn(): Promise<void> {
    return new Promise((go) => this.#waiting.push(go));
  }
}

/** A tab without Web Locks that has begun. */
class Page {
  readonly link = new Answering();
  readonly replica = new Replica(() => {});
  readonly keeper: Keeper;
  readonly #cache: SlowCache;

  constructor(cache: SlowCache) {
    this.#cache = cache;
    this.keeper = new Keeper(cache, this.replica, () => true);
  }

  async begun(): Promise<this> {
    const begun = this.keeper.begin("ann");
    await this.#cache.goOn();
    await begun;
    const takenOver = this.keeper.takeOver();
    await this.#cache.goOn();
    this.replica.adopt(await takenOver);
    this.replica.take(snapshot(1, { upserts: [notification("a", 1), notification("b", 1)] }));
    return this;
  }

  do(command: Command): void {
    this.replica.perform(performance(command), false).catch(() => {});
  }

  async save(): Promise<void> {
    this.keeper.saveNow();
    await this.#cache.goOn();
  }

  /** The server answers all that waits. */
  async answer(result: Parameters<Answering["asked"][0]["settle"]>[0]): Promise<void> {
    this.replica.up(this.link);
    this.link.asked.forEach(({ settle }) => settle(result));
    await turn();
  }
}

const idsOf = (saved: Saved | undefined) =>
  saved?.waiting.map(({ command }) => (command.kind === "read" ? command.id : command.kind));

describe("a keeper", () => {
  it("keeps nothing that was forgotten while it was being saved", async () => {
    const cache = new SlowCache();
    const { keeper } = await new Page(cache).begun();
    keeper.saveNow();
    await cache.goOn();
    expect(cache.saved?.notifications).toHaveLength(2);
    keeper.saveNow();

    const closed = keeper.close(true);
    await cache.goOn();
    await cache.goOn();
    await closed;

    expect(cache.saved).toBeUndefined();
    keeper.saveNow();
    await cache.goOn();
    expect(cache.saved).toBeUndefined();
  });

  it("forgets also once it is closed", async () => {
    const cache = new SlowCache();
    const page = await new Page(cache).begun();
    await page.save();
    const closed = page.keeper.close(false);
    await cache.goOn();
    await closed;

    const forgotten = page.keeper.close(true);
    await turn();
    await cache.goOn();

    expect(await forgotten).toBe(true);
    expect(cache.saved).toBeUndefined();
  });

  it.each<[string, () => Promise<void>]>([
    ["hangs", () => new Promise(() => {})],
    ["fails", () => Promise.reject(new Error("no space"))],
    [
      "throws",
      () => {
        throw new Error("no database");
      },
    ],
  ])("says that it may not have forgotten when the database %s", async (_, forget) => {
    const clock = new EventLoop();
    const cache: Cache = { load: async () => undefined, save: async () => {}, forget };
    const keeper = new Keeper(cache, new Replica(() => {}), () => true, clock);
    await keeper.begin("ann");

    const forgotten = keeper.close(true);
    await turn();
    clock.moveTo(2_000);

    expect(await forgotten).toBe(false);
  });

  it("shows nothing that was loaded when it is closed by then", async () => {
    const cache = new SlowCache();
    await (await new Page(cache).begun()).save();
    const { keeper, replica } = new Page(cache);
    const begun = keeper.begin("ann");

    const closed = keeper.close(false);
    await cache.goOn();
    await Promise.all([begun, closed]);

    expect(replica.position).toBeNull();
  });
});

describe("what the user does", () => {
  it("is saved at once, and no more than once at a time", async () => {
    const cache = new SlowCache();
    const page = await new Page(cache).begun();

    for (const id of ["a", "b"]) {
      page.do({ kind: "read", id });
      page.keeper.saveAtOnce();
    }
    await cache.goOn();
    expect(idsOf(cache.saved)).toEqual(["a"]);
    page.keeper.saveAtOnce();
    await cache.goOn();

    expect(idsOf(cache.saved)).toEqual(["a", "b"]);
  });
});

describe("keepers of several tabs that have a connection each", () => {
  it("keep what waits in each, whichever saves last", async () => {
    const cache = new SlowCache();
    const [one, other] = [await new Page(cache).begun(), await new Page(cache).begun()];
    one.do({ kind: "read", id: "a" });
    other.do({ kind: "read", id: "b" });

    await one.save();
    await other.save();
    await one.save();

    expect(idsOf(cache.saved)).toEqual(["b", "a"]);
    const later = await new Page(cache).begun();
    expect(later.replica.waiting).toEqual(cache.saved?.waiting);
  });

  it.each<[string, Parameters<Page["answer"]>[0]]>([
    ["done", counts(2)],
    ["refused", new BelfryError("not_found", "There is none.")],
  ])("keep it no longer once it is %s, whoever had it first", async (_, result) => {
    const cache = new SlowCache();
    const gone = await new Page(cache).begun();
    gone.do({ kind: "read", id: "a" });
    await gone.save();
    const one = await new Page(cache).begun();
    one.do({ kind: "delete", id: "b" });
    await one.save();
    expect(idsOf(cache.saved)).toEqual(["a", "delete"]);

    await one.answer(result);
    await one.save();

    expect(idsOf(cache.saved)).toEqual([]);
  });

  it("never keep again what another one has done that they have taken over", async () => {
    const cache = new SlowCache();
    const one = await new Page(cache).begun();
    one.do({ kind: "read", id: "a" });
    await one.save();
    const other = await new Page(cache).begun();
    await one.answer(counts(2));
    await one.save();
    expect(idsOf(cache.saved)).toEqual([]);

    await other.save();

    expect(other.replica.waiting).toHaveLength(1);
    expect(idsOf(cache.saved)).toEqual([]);
  });

  it("keep the newer inbox, unless the older one is of a log that is no more", async () => {
    const cache = new SlowCache();
    const [one, other] = [await new Page(cache).begun(), await new Page(cache).begun()];
    one.replica.take(delta(5));

    await one.save();
    await other.save();
    expect(cache.saved?.inbox.position).toEqual({ epoch: "e1", seq: 5 });

    other.replica.take(snapshot(2, { epoch: "e2" }));
    await other.save();
    expect(cache.saved?.inbox.position).toEqual({ epoch: "e2", seq: 2 });
  });
});
