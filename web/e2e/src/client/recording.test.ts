import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { describe, it } from "node:test";
import { RECORDED } from "./recorded.js";
import { record, type Recording } from "./recording.js";

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const TIME = /^\d{4}-\d\d-\d\dT[\d:.]+Z$/;
const EARLIEST_MS = 1_700_000_000_000;

describe("what was recorded of a server", () => {
  it("is still what it says: `npm run record -w e2e` otherwise", async () => {
    const committed = JSON.parse(await readFile(RECORDED, "utf8")) as Recording;

    const { steps } = await record();

    assert.deepEqual(
      steps.map(({ what }) => what),
      committed.steps.map(({ what }) => what),
    );
    assert.deepEqual(timeless(steps), timeless(committed.steps));
  });
});

/** The same without what differs from run to run: ids are numbered, and times are only that. */
function timeless(recorded: unknown): unknown {
  const ids = new Map<string, string>();
  const of = (value: unknown): unknown => {
    if (typeof value === "string" && UUID.test(value)) {
      ids.set(value, ids.get(value) ?? `id ${ids.size + 1}`);
      return ids.get(value);
    }
    if (typeof value === "string" ? TIME.test(value) : Number(value) > EARLIEST_MS) {
      return "a time";
    }
    if (Array.isArray(value)) {
      return value.map(of);
    }
    return typeof value === "object" && value !== null
      ? Object.fromEntries(Object.entries(value).map(([name, each]) => [name, of(each)]))
      : value;
  };
  return of(recorded);
}
