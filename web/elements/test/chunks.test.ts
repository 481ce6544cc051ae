import type { Notification } from "@belfry/client";
import { expect, test } from "vitest";
import { Chunks, type Chunk } from "../src/inbox/chunks.js";

/** Notifications with these numbers, newest first. */
function list(...numbers: readonly number[]): Notification[] {
  return [...numbers]
    .sort((a, b) => b - a)
    .map((each) => ({
      id: `id-${String(each).padStart(6, "0")}`,
      seq: each,
      type: "info",
      title: `Title ${each}`,
      message: "",
      priority: "normal",
      timestamp: each,
      read: false,
      seen: false,
    }));
}

function upTo(from: number, to: number): number[] {
  return Array.from({ length: to - from + 1 }, (_, index) => from + index);
}

function whole(chunks: readonly Chunk[]): Notification[] {
  return chunks.flatMap(({ notifications }) => notifications);
}

test("a list of any length comes out whole, in its order, and each chunk knows what is before it", () => {
  for (const length of [0, 1, 29, 30, 59, 60, 61, 1_000]) {
    const notifications = list(...upTo(1, length));
    const chunks = new Chunks().of(notifications);

    expect(whole(chunks)).toEqual(notifications);
    let before = 0;
    for (const chunk of chunks) {
      expect(chunk.before).toBe(before);
      expect(chunk.notifications.length).toBeLessThan(60);
      before += chunk.notifications.length;
    }
  }
});

test("what arrives at the top changes the first chunk alone", () => {
  const chunks = new Chunks();
  const before = chunks.of(list(...upTo(1, 200)));

  const after = chunks.of(list(...upTo(1, 201)));

  expect(after.map(({ key }) => key)).toEqual(before.map(({ key }) => key));
  expect(after.slice(1).map(({ notifications }) => notifications)).toEqual(
    before.slice(1).map(({ notifications }) => notifications),
  );
});

test("what goes from the middle leaves the borders of the others where they are", () => {
  const chunks = new Chunks();
  const before = chunks.of(list(...upTo(1, 200)));

  const after = chunks.of(list(...upTo(1, 200).filter((each) => each !== 100)));

  expect(after.map(({ key }) => key)).toEqual(before.map(({ key }) => key));
  expect(whole(after)).toHaveLength(199);
});

test("older ones that are loaded go to the end", () => {
  const chunks = new Chunks();
  const before = chunks.of(list(...upTo(101, 200)));

  const after = chunks.of(list(...upTo(1, 200)));

  expect(after[0]).toEqual(before[0]);
  expect(whole(after)).toEqual(list(...upTo(1, 200)));
});

test("a chunk of which nothing is left goes, and an emptied list fills again", () => {
  const chunks = new Chunks();
  chunks.of(list(...upTo(1, 200)));

  expect(whole(chunks.of(list(...upTo(190, 200))))).toEqual(list(...upTo(190, 200)));
  expect(chunks.of([])).toEqual([]);
  expect(whole(chunks.of(list(...upTo(1, 70))))).toEqual(list(...upTo(1, 70)));
});
