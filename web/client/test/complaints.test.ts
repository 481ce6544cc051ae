import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { Complaints } from "../src/complaints.js";
import { BelfryError } from "../src/problem.js";

describe("why there is no connection", () => {
  const said: string[] = [];

  beforeEach(() => {
    vi.spyOn(console, "warn").mockImplementation((line: string) => void said.push(line));
  });

  afterEach(() => {
    vi.restoreAllMocks();
    said.length = 0;
  });

  it("is said once as long as it is the same, and again after there was one", () => {
    const complaints = new Complaints(() => false);

    complaints.add(new Error("no token: 500"));
    complaints.add(new Error("no token: 500"));
    expect(said).toEqual(["Belfry has no connection: Error: no token: 500"]);
    complaints.add("none");
    complaints.end();
    complaints.add("none");
    expect(said.slice(1)).toEqual(Array(2).fill("Belfry has no connection: none"));
  });

  it("is nothing for the console where somebody listens, or nobody is signed in", () => {
    const heard: unknown[] = [];
    const problem = new Error("no token");
    new Complaints((what) => heard.push(what) > 0).add(problem);
    new Complaints(() => false).add(new BelfryError("refused", "nobody is signed in"));

    expect(heard).toEqual([problem]);
    expect(said).toEqual([]);
  });
});
