import { BelfryError, type PreferencesPatch, type PreferencesView } from "@belfry/client";
import { describe, expect, it } from "vitest";
import { PreferencesStore } from "../../src/preferences/store.js";
import { type, view } from "./views.js";

const LIKE = view({ types: [type("like")] });
const QUIET_LIKE = view({
  preferences: { types: { like: { toast: false } } },
  types: [type("like", ["toast"])],
});
const NO_PUSH = view({
  preferences: { channels: { push: false } },
  types: [type("like", ["push"])],
});

/** A server whose answers wait until the test gives them, in any order. */
class Server {
  readonly asked: {
    readonly patch: PreferencesPatch | undefined;
    readonly answer: (view: PreferencesView) => void;
    readonly refuse: (problem: Error) => void;
  }[] = [];

  getPreferences(): Promise<PreferencesView> {
    return this.#ask(undefined);
  }

  setPreferences(patch: PreferencesPatch): Promise<PreferencesView> {
    return this.#ask(patch);
  }

  #ask(patch: PreferencesPatch | undefined): Promise<PreferencesView> {
    return new Promise((answer, refuse) => this.asked.push({ patch, answer, refuse }));
  }
}

function begin() {
  const server = new Server();
  const seen: (PreferencesView | undefined)[] = [];
  const store: PreferencesStore = new PreferencesStore(server, () => seen.push(store.view));
  return { server, store, seen };
}

async function beginWith(first: PreferencesView) {
  const begun = begin();
  const read = begun.store.read();
  begun.server.asked.shift()?.answer(first);
  await read;
  return begun;
}

describe("a store of preferences", () => {
  it("shows what the server says", async () => {
    const { store, seen } = await beginWith(LIKE);

    expect(store.view).toEqual(LIKE);
    expect(seen).toEqual([LIKE]);
  });

  it("shows a change at once, and then what the server made of it", async () => {
    const { server, store } = await beginWith(LIKE);

    const change = store.change({ types: { like: { toast: false } } }, 0);
    expect(store.view).toEqual(QUIET_LIKE);
    const answer = { ...QUIET_LIKE, silentUntil: 7 };
    server.asked[0]?.answer(answer);

    expect(await change).toEqual(answer);
    expect(store.view).toEqual(answer);
  });

  it("takes back what the server refuses, and keeps what came after it", async () => {
    const { server, store } = await beginWith(LIKE);
    const refused = store.change({ types: { like: { toast: false } } }, 0);
    const taken = store.change({ channels: { push: false } }, 0);

    server.asked[0]?.refuse(new BelfryError("validation_failed", "No."));
    await expect(refused).rejects.toThrow("No.");
    expect(store.view).toEqual(NO_PUSH);
    server.asked[1]?.answer(NO_PUSH);
    await taken;

    expect(store.view).toEqual(NO_PUSH);
  });

  it("does not show what was read before a change", async () => {
    const { server, store } = await beginWith(LIKE);
    const read = store.read();
    const change = store.change({ channels: { push: false } }, 0);
    server.asked[1]?.answer(NO_PUSH);
    await change;

    server.asked[0]?.answer(LIKE);
    await read;

    expect(store.view).toEqual(NO_PUSH);
  });

  it("reads again what it read while something was changed", async () => {
    const { server, store } = await beginWith(LIKE);
    const change = store.change({ channels: { push: false } }, 0);
    const read = store.read();
    server.asked[1]?.answer(QUIET_LIKE);
    await read;
    expect(server.asked).toHaveLength(2);

    server.asked[0]?.refuse(new BelfryError("validation_failed", "No."));
    await expect(change).rejects.toThrow("No.");

    expect(server.asked.map(({ patch }) => patch)).toEqual([
      { channels: { push: false } },
      undefined,
      undefined,
    ]);
  });

  it("shows the last of several readings", async () => {
    const { server, store } = begin();
    const first = store.read();
    const second = store.read();
    server.asked[1]?.answer(NO_PUSH);
    server.asked[0]?.answer(LIKE);

    await Promise.all([first, second]);

    expect(store.view).toEqual(NO_PUSH);
  });

  it("says why nothing could be read, until something can", async () => {
    const { server, store } = begin();
    const failing = store.read();
    server.asked[0]?.refuse(new BelfryError("overloaded", "Later."));
    expect(await failing).toBe(true);
    expect(store.problem?.message).toBe("Later.");

    const read = store.read();
    server.asked[1]?.answer(LIKE);
    await read;

    expect(store.problem).toBeUndefined();
  });

  it("wants to ask again after the connection was lost", async () => {
    const { server, store } = begin();
    const read = store.read();
    server.asked[0]?.refuse(new BelfryError("offline", "Gone."));

    expect(await read).toBe(false);
    expect(store.problem).toBeUndefined();
  });
});
