import { describe, expect, it } from "vitest";
import type { Cache, Saved } from "../src/cache.js";
import { Keeper } from "../src/keeper.js";
import { Replica } from "../src/replica.js";
import { notification, snapshot } from "./events.js";

/** A database that takes as long as the test wants. */
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

  /** Does all that it was asked so far, the last first. */
  async goOn(): Promise<void> {
    this.#waiting
      .splice(0)
      .toReversed()
      .forEach((go) => go());
    await new Promise((resolve) => setImmediate(resolve));
  }

  #turn(): Promise<void> {
    return new Promise((go) => this.#waiting.push(go));
  }
}

async function kept(cache: SlowCache): Promise<{ keeper: Keeper; replica: Replica }> {
  const replica = new Replica(() => {});
  const keeper = new Keeper(cache, replica, () => true);
  const begun = keeper.begin("ann").then(() => keeper.takeOver());
  await cache.goOn();
  await cache.goOn();
  await begun;
  replica.take(snapshot(1, { upserts: [notification("a", 1)] }));
  return { keeper, replica };
}

describe("a keeper", () => {
  it("keeps nothing that was forgotten while it was being saved", async () => {
    const cache = new SlowCache();
    const { keeper } = await kept(cache);
    keeper.saveNow();
    await cache.goOn();
    expect(cache.saved?.notifications).toHaveLength(1);
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

  it("shows nothing that was loaded when it is closed by then", async () => {
    const cache = new SlowCache();
    const { keeper } = await kept(cache);
    const first = keeper.close(false);
    await cache.goOn();
    await first;
    const replica = new Replica(() => {});
    const late = new Keeper(cache, replica, () => true);
    const begun = late.begin("ann");

    const closed = late.close(false);
    await cache.goOn();
    await Promise.all([begun, closed]);

    expect(replica.position).toBeNull();
  });
});
