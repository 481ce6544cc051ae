import { describe, expect, it } from "vitest";
import type { Request } from "../src/command.js";
import type { Counts } from "../src/notification.js";
import { performance } from "../src/outbox.js";
import { Performing } from "../src/performing.js";
import { BelfryError, LinkLost } from "../src/problem.js";
import { counts } from "./answering.js";

/** A server that takes so many requests of a socket at once. */
class Limited {
  /** The first arguments of what was done. */
  readonly done: unknown[] = [];
  /** What is lost, or refused for another reason, by its first argument: once each. */
  readonly failures = new Map<unknown, Error>();
  #underWay = 0;
  readonly #atOnce: number;

  constructor(atOnce: number) {
    this.#atOnce = atOnce;
  }

  readonly ask = async ([event, what]: Request): Promise<unknown> => {
    if (this.#underWay >= this.#atOnce) {
      throw new BelfryError("overloaded", "Not now.");
    }
    this.#underWay += 1;
    await new Promise((resolve) => setImmediate(resolve));
    this.#underWay -= 1;
    const failure = this.failures.get(what);
    if (failure !== undefined) {
      this.failures.delete(what);
      throw failure;
    }
    this.done.push(what ?? event);
    return counts(this.done.length) satisfies Counts;
  };
}

const ids = Array.from({ length: 450 }, (_, index) => `n${index}`);

describe("what takes many requests", () => {
  it("is done by no more at once than a server takes", async () => {
    const server = new Limited(200);
    const performing = new Performing(server.ask);

    const done = await performing.perform(performance({ kind: "readAll", ids }), true);

    expect(server.done).toEqual(ids);
    expect(done).toEqual(counts(450));
  });

  it("is done each but once where it was interrupted", async () => {
    const server = new Limited(200);
    const performing = new Performing(server.ask);
    const item = performance({ kind: "readAll", ids });
    server.failures.set("n120", new LinkLost());
    server.failures.set("n130", new BelfryError("not_found", "There is none."));
    await expect(performing.perform(item, true)).rejects.toBeInstanceOf(LinkLost);
    server.failures.set("n300", new BelfryError("overloaded", "Not now."));
    await expect(performing.perform(item, true)).rejects.toMatchObject({ code: "overloaded" });

    await performing.perform(item, true);

    expect(server.done).toHaveLength(449);
    expect(new Set(server.done)).toEqual(new Set(ids.filter((id) => id !== "n130")));
  });

  it("means no more later than it did when it was done", async () => {
    const server = new Limited(200);
    const performing = new Performing(server.ask);
    const item = performance({ kind: "readAll", ids: ["n1", "n2"] });
    server.failures.set(undefined, new LinkLost());
    await expect(performing.perform(item, false)).rejects.toBeInstanceOf(LinkLost);

    await performing.perform(item, true);

    expect(server.done).toEqual(["n1", "n2"]);
  });
});
