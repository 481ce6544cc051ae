import { emptyInbox, type Preferences, type PreferencesView, type State } from "@belfry/client";
import { describe, expect, it } from "vitest";
import { PreferencesReader, type PreferencesSource } from "../src/preferences-reader.js";

function viewOf(preferences: Preferences, timeZone = "UTC"): PreferencesView {
  return { preferences, timeZone, types: [] };
}

/** A client whose answers come when the test says so. */
class Source implements PreferencesSource {
  state: State = { status: "connecting", inbox: emptyInbox, waiting: 0, leads: true };
  readonly questions: {
    readonly answer: (view: PreferencesView) => Promise<void>;
    readonly fail: (problem: Error) => Promise<void>;
  }[] = [];
  readonly #listeners = new Set<() => void>();

  get listeners(): number {
    return this.#listeners.size;
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

  readonly getPreferences = () => this.#ask();
  readonly setPreferences = () => this.#ask();
  readonly setDoNotDisturb = () => this.#ask();

  #ask(): Promise<PreferencesView> {
    return new Promise((resolve, reject) => {
      this.questions.push({
        answer: async (view) => resolve(view),
        fail: async (problem) => reject(problem),
      });
    });
  }
}

function follow(): {
  source: Source;
  reader: PreferencesReader;
  told: () => number;
  stop: () => void;
} {
  const source = new Source();
  const reader = new PreferencesReader(source);
  let told = 0;
  const stop = reader.subscribe(() => {
    told += 1;
  });
  return { source, reader, told: () => told, stop };
}

describe("preferences", () => {
  it("are read by the first connection, and when they change", async () => {
    const { source, reader, told } = follow();
    expect(source.questions.length).toBe(0);
    expect(reader.state.loading).toBe(true);

    const muted = { channels: { sound: false } };
    source.become("connected", muted);
    await source.questions[0]?.answer(viewOf(muted));
    expect(reader.state).toEqual({ view: viewOf(muted), loading: false, problem: undefined });

    source.become("connected");
    expect(source.questions.length).toBe(1);

    source.become("connected", {});
    await source.questions[1]?.answer(viewOf({}));
    expect(reader.state.view).toEqual(viewOf({}));
    expect(told()).toBe(2);
  });

  it("tell nobody of a reading that says the same", async () => {
    const { source, reader, told } = follow();
    source.become("connected");
    await source.questions[0]?.answer(viewOf({}));
    const { state } = reader;

    source.become("connected", {});
    await source.questions[1]?.answer(viewOf({}));

    expect(reader.state).toBe(state);
    expect(told()).toBe(1);
  });

  it("are read again by the next connection after a failure", async () => {
    const { source, reader } = follow();
    source.become("connected");
    source.become("reconnecting");
    const problem = new Error("lost");
    await source.questions[0]?.fail(problem);
    await Promise.resolve();
    expect(reader.state).toEqual({ view: undefined, loading: false, problem });

    source.become("connected");
    await source.questions[1]?.answer(viewOf({}));

    expect(reader.state).toEqual({ view: viewOf({}), loading: false, problem: undefined });
  });

  it("are not asked for over and over while the server refuses", async () => {
    const { source, reader } = follow();
    source.become("connected");
    await source.questions[0]?.fail(new Error("overloaded"));
    await Promise.resolve();
    expect(reader.state.problem?.message).toBe("overloaded");

    source.become("connected");

    expect(source.questions.length).toBe(1);
  });

  it("are what was answered to the latest question", async () => {
    const { source, reader } = follow();
    source.become("connected");
    const setting = reader.set({ channels: { sound: false } });
    const set = viewOf({ channels: { sound: false } });

    await source.questions[1]?.answer(set);
    expect(await setting).toBe(set);
    await source.questions[0]?.answer(viewOf({}));
    await Promise.resolve();

    expect(reader.state.view).toBe(set);
  });

  it("are followed while somebody is subscribed", async () => {
    const { source, reader, stop } = follow();
    const stopOther = reader.subscribe(() => {});

    stop();
    expect(source.listeners).toBe(1);
    stopOther();
    expect(source.listeners).toBe(0);
    source.become("connected");
    expect(source.questions.length).toBe(0);

    reader.subscribe(() => {});
    expect(source.questions.length).toBe(1);
  });
});
