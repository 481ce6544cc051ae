import { describe, expect, it } from "vitest";
import { emptyInbox } from "../src/inbox.js";
import { LivePreferences, type PreferencesSource } from "../src/live-preferences.js";
import type { Preferences, PreferencesPatch, PreferencesView } from "../src/notification.js";
import { BelfryError } from "../src/problem.js";
import type { State } from "../src/state.js";
import { EventLoop } from "./tabs/event-loop.js";
import { type, view } from "./views.js";

const MINUTE_MS = 60_000;
const NO_TOAST: PreferencesPatch = { types: { like: { toast: false } } };
const NO_PUSH: PreferencesPatch = { channels: { push: false } };

const LIKE = view({ types: [type("like")] });
const QUIET_LIKE = view({ preferences: NO_TOAST, types: [type("like", ["toast"])] });
const UNPUSHED = view({ preferences: NO_PUSH, types: [type("like", ["push"])] });

const settled = () => new Promise((resolve) => setImmediate(resolve));

/** A client whose answers come when the test says so, in any order. */
class Source implements PreferencesSource {
  state: State = { status: "connecting", inbox: emptyInbox, waiting: 0, leads: true };
  readonly asked: {
    /** What is to change; nothing of a reading. */
    readonly patch: PreferencesPatch | undefined;
    readonly answer: (view: PreferencesView) => Promise<unknown>;
    readonly refuse: (code: string) => Promise<unknown>;
  }[] = [];
  readonly #listeners = new Set<() => void>();

  get listeners(): number {
    return this.#listeners.size;
  }

  get patches(): readonly (PreferencesPatch | undefined)[] {
    return this.asked.map(({ patch }) => patch);
  }

  become(status: State["status"], preferences: Preferences = this.state.inbox.preferences): void {
    const inbox = { ...this.state.inbox, position: { epoch: "e1", seq: 1 }, preferences };
    this.state = { ...this.state, status, inbox };
    this.#listeners.forEach((listener) => listener());
  }

  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  getPreferences(): Promise<PreferencesView> {
    return this.#ask(undefined);
  }

  setPreferences(patch: PreferencesPatch): Promise<PreferencesView> {
    return this.#ask(patch);
  }

  #ask(patch: PreferencesPatch | undefined): Promise<PreferencesView> {
    return new Promise((resolve, reject) => {
      this.asked.push({
        patch,
        answer: (view) => {
          resolve(view);
          return settled();
        },
        refuse: (code) => {
          reject(new BelfryError(code, "No."));
          return settled();
        },
      });
    });
  }
}

function follow() {
  const source = new Source();
  const clock = new EventLoop();
  const live = new LivePreferences(source, clock);
  const seen: (PreferencesView | undefined)[] = [];
  const stop = live.subscribe(() => seen.push(live.state.view));
  return { source, clock, live, seen, stop };
}

/** Preferences of which the server has told once. */
async function followWith(first: PreferencesView) {
  const followed = follow();
  followed.source.become("connected", first.preferences);
  await followed.source.asked.shift()?.answer(first);
  return followed;
}

describe("live preferences", () => {
  it("are read by the first connection, and when another device changed them", async () => {
    const { source, live, seen } = follow();
    expect(source.asked).toHaveLength(0);
    expect(live.state).toEqual({ view: undefined, loading: true, problem: undefined });

    source.become("connected", LIKE.preferences);
    await source.asked[0]?.answer(LIKE);
    expect(live.state).toEqual({ view: LIKE, loading: false, problem: undefined });

    source.become("connected");
    expect(source.asked).toHaveLength(1);

    source.become("connected", QUIET_LIKE.preferences);
    await source.asked[1]?.answer(QUIET_LIKE);
    expect(seen).toEqual([LIKE, QUIET_LIKE]);
  });

  it("are not read again for the first event of a connection, which says the same", async () => {
    const { source } = follow();
    source.become("connected");
    source.become("connected", { ...NO_PUSH });
    await source.asked[0]?.answer(UNPUSHED);

    expect(source.asked).toHaveLength(1);
  });

  it("are read again when they changed while they were read", async () => {
    const { source, live } = follow();
    source.become("connected", LIKE.preferences);
    source.become("connected", QUIET_LIKE.preferences);
    await source.asked[0]?.answer(LIKE);

    expect(source.asked).toHaveLength(2);
    await source.asked[1]?.answer(QUIET_LIKE);
    expect(live.state.view).toEqual(QUIET_LIKE);
  });

  it("are read by each connection, and tell nobody of an answer that says the same", async () => {
    const { source, live, seen } = await followWith(LIKE);
    const { state } = live;

    source.become("reconnecting");
    source.become("connected");
    await source.asked[0]?.answer(view({ types: [type("like")] }));

    expect(live.state).toBe(state);
    expect(seen).toEqual([LIKE]);
  });

  it("are followed while somebody is subscribed", async () => {
    const { source, clock, live, stop } = await followWith(
      view({ preferences: { quietHours: [{ from: "22:00", to: "07:00" }] } }),
    );
    const stopOther = live.subscribe(() => {});

    stop();
    stop();
    expect(source.listeners).toBe(1);
    stopOther();
    expect(source.listeners).toBe(0);
    expect(clock.nextDueMs).toBe(Infinity);
    source.become("reconnecting");
    source.become("connected");
    expect(source.asked).toHaveLength(0);

    live.subscribe(() => {});
    expect(source.asked).toHaveLength(1);
  });
});

describe("what is changed here", () => {
  it("shows at once, and then what the server made of it", async () => {
    const { source, live } = await followWith(LIKE);

    const change = live.set(NO_TOAST);
    expect(live.state.view).toEqual(QUIET_LIKE);
    const answer = { ...QUIET_LIKE, silentUntil: 7 };
    await source.asked[0]?.answer(answer);

    expect(await change).toBe(answer);
    expect(live.state.view).toEqual(answer);
  });

  it("is taken back when the server refuses, and what came after it stays", async () => {
    const { source, live } = await followWith(LIKE);
    const refused = live.set(NO_TOAST);
    const taken = live.set(NO_PUSH);

    void source.asked[0]?.refuse("validation_failed");
    await expect(refused).rejects.toThrow("No.");
    expect(live.state.view).toEqual(UNPUSHED);
    await source.asked[1]?.answer(UNPUSHED);
    await taken;

    expect(live.state.view).toEqual(UNPUSHED);
  });

  it("comes back with the inbox, which is no news", async () => {
    const { source, live } = await followWith(LIKE);

    void live.set(NO_TOAST);
    source.become("connected", QUIET_LIKE.preferences);
    await source.asked[0]?.answer(QUIET_LIKE);
    void live.set(NO_PUSH);
    const both = { ...QUIET_LIKE.preferences, ...UNPUSHED.preferences };
    await source.asked[1]?.answer(view({ preferences: both }));
    source.become("connected", { ...both });

    expect(source.patches).toEqual([NO_TOAST, NO_PUSH]);
  });

  it("does not hide what another device changed meanwhile", async () => {
    const { source, live } = await followWith(LIKE);
    void live.set(NO_TOAST);
    source.become("connected", { ...NO_TOAST, ...NO_PUSH });
    expect(source.asked).toHaveLength(1);

    await source.asked[0]?.answer(QUIET_LIKE);

    expect(source.patches).toEqual([NO_TOAST, undefined]);
  });

  it("is not hidden by what was read before it, which is read again", async () => {
    const { source, live } = await followWith(LIKE);
    void live.refresh();
    void live.set(NO_PUSH);
    await source.asked[0]?.answer(LIKE);
    expect(live.state.view).toEqual(UNPUSHED);

    await source.asked[1]?.answer(UNPUSHED);

    expect(live.state.view).toEqual(UNPUSHED);
    expect(source.patches).toEqual([undefined, NO_PUSH, undefined]);
  });

  it("is answered before anything is read", async () => {
    const { source, live } = await followWith(LIKE);
    const change = live.set(NO_PUSH);
    await live.refresh();
    expect(source.asked).toHaveLength(1);

    void source.asked[0]?.refuse("validation_failed");
    await expect(change).rejects.toThrow("No.");

    expect(source.patches).toEqual([NO_PUSH, undefined]);
  });

  it("is a pause, too", async () => {
    const { source, live } = await followWith(LIKE);

    void live.pause(7);

    expect(live.state.view?.silentUntil).toBe(7);
    expect(source.patches).toEqual([{ doNotDisturbUntil: 7 }]);
  });
});

describe("a reading", () => {
  it("is the last of several", async () => {
    const { source, live } = follow();
    source.become("connected");
    void live.refresh();
    await source.asked[1]?.answer(UNPUSHED);
    await source.asked[0]?.answer(LIKE);

    expect(live.state.view).toEqual(UNPUSHED);
  });

  it("that is refused is a problem until the next connection", async () => {
    const { source, live } = follow();
    source.become("connected");
    await source.asked[0]?.refuse("overloaded");
    expect(live.state).toMatchObject({
      view: undefined,
      loading: false,
      problem: { message: "No." },
    });

    source.become("connected");
    expect(source.asked).toHaveLength(1);

    source.become("reconnecting");
    source.become("connected");
    await source.asked[1]?.answer(LIKE);
    expect(live.state).toEqual({ view: LIKE, loading: false, problem: undefined });
  });

  it("that was lost is asked again, and is no problem", async () => {
    const { source, clock, live } = follow();
    source.become("connected");
    await source.asked[0]?.refuse("offline");
    expect(live.state).toEqual({ view: undefined, loading: true, problem: undefined });

    clock.moveTo(2_000);
    await settled();

    expect(source.asked).toHaveLength(2);
  });

  it("that was lost with the connection waits for the next one", async () => {
    const { source, clock } = follow();
    source.become("connected");
    source.become("reconnecting");
    await source.asked[0]?.refuse("offline");
    clock.moveTo(2_000);
    await settled();
    expect(source.asked).toHaveLength(1);

    source.become("connected");

    expect(source.asked).toHaveLength(2);
  });
});

describe("time that passes", () => {
  it("ends a pause, as everybody hears even when the server still says the same", async () => {
    const { source, clock, seen } = follow();
    const untilMs = clock.nowMs() + MINUTE_MS;
    const paused = view({ preferences: { doNotDisturbUntil: untilMs }, silentUntil: untilMs });
    source.become("connected", paused.preferences);
    await source.asked[0]?.answer(paused);

    clock.moveTo(MINUTE_MS + 1_000);
    await settled();

    expect(source.asked).toHaveLength(2);
    await source.asked[1]?.answer(view());
    expect(seen).toEqual([paused, paused, view()]);
  });

  it("begins quiet hours, also after a look that failed", async () => {
    const { source, clock } = follow();
    const quietHours = [{ from: "00:05", to: "07:00" }];
    source.become("connected", { quietHours });
    await source.asked[0]?.answer(view({ preferences: { quietHours }, timeZone: "UTC" }));

    clock.moveTo(MINUTE_MS + 1_000);
    await settled();
    await source.asked[1]?.refuse("overloaded");
    clock.moveTo(2 * MINUTE_MS + 2_000);
    await settled();

    expect(source.asked).toHaveLength(3);
  });
});

describe("what the device has kept", () => {
  it("shows while the connection is lost, until the server tells", async () => {
    const { source, live } = follow();
    source.become("connecting", NO_PUSH);
    expect(live.state.view).toBeUndefined();

    source.become("offline");
    expect(live.state.view).toEqual(view({ preferences: NO_PUSH, timeZone: "" }));
    expect(live.state.loading).toBe(true);

    source.become("connected");
    await source.asked[0]?.answer(UNPUSHED);
    source.become("offline");
    expect(live.state.view).toEqual(UNPUSHED);
  });
});
