import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { BelfryClient } from "../src/client.js";
import { BelfryError } from "../src/problem.js";

/** Keeps nothing; with a cache a client has to know whose it is before it connects. */
const cache = {
  load: () => Promise.resolve(undefined),
  save: () => Promise.resolve(),
  forget: () => Promise.resolve(),
};

let asked = 0;
let client: BelfryClient;

let warn: ReturnType<typeof vi.spyOn>;

beforeEach(() => {
  warn = vi.spyOn(console, "warn").mockImplementation(() => undefined);
  vi.useFakeTimers();
});

afterEach(async () => {
  await client.close();
  expect(vi.getTimerCount()).toBe(0);
  vi.useRealTimers();
  vi.restoreAllMocks();
});

function open(problem: Error): void {
  asked = 0;
  client = new BelfryClient({
    cache,
    share: false,
    token: () => {
      asked += 1;
      throw problem;
    },
  });
}

test("a source that fails is asked again, ever less often", async () => {
  open(new Error("no answer"));

  await vi.advanceTimersByTimeAsync(45_000);
  expect(client.state.status).toBe("reconnecting");
  // After 3, 6, 12 and 24 seconds.
  expect(asked).toBe(5);
  await vi.advanceTimersByTimeAsync(48_000);
  expect(asked).toBe(6);
  await vi.advanceTimersByTimeAsync(600_000);
  expect(asked).toBe(16);
});

test("a source that fails is complained of once, or to whoever listens", async () => {
  open(new Error("no answer"));

  await vi.advanceTimersByTimeAsync(45_000);
  expect(warn.mock.calls).toEqual([["Belfry has no connection: Error: no answer"]]);
  const problems: unknown[] = [];
  client.on("problem", (problem) => problems.push(problem));
  await vi.advanceTimersByTimeAsync(48_000);
  expect(problems).toEqual([new Error("no answer")]);
  expect(warn).toHaveBeenCalledTimes(1);
});

test("that nobody is signed in is no reason to complain", async () => {
  open(new BelfryError("refused", "nobody is signed in"));

  await vi.advanceTimersByTimeAsync(600_000);
  expect(client.state.status).toBe("refused");
  expect(warn).not.toHaveBeenCalled();
});

test("a source that knows of nobody is asked again once the client wakes", async () => {
  open(new BelfryError("refused", "nobody is signed in"));

  await vi.advanceTimersByTimeAsync(600_000);
  expect(client.state.status).toBe("refused");
  expect(asked).toBe(1);
  client.wake();
  await vi.advanceTimersByTimeAsync(600_000);
  expect(asked).toBe(2);
});
