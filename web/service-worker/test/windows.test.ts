import { describe, expect, it } from "vitest";
import { choose, type Candidate } from "../src/windows.js";

const ORIGIN = "https://app.example.org";

const windows = (...paths: readonly string[]): readonly Candidate[] =>
  paths.map((path) => ({ url: ORIGIN + path, frameType: "top-level" }));

const chosen = (all: readonly Candidate[], path: string | undefined, scope = "/") =>
  choose(all, path === undefined ? undefined : ORIGIN + path, ORIGIN + scope)?.url;

describe("the window for a click", () => {
  it("is one that shows the address", () => {
    expect(chosen(windows("/", "/a", "/b"), "/b")).toBe(`${ORIGIN}/b`);
  });

  it("is otherwise one that shows another part of that page", () => {
    expect(chosen(windows("/", "/b#1", "/b#2"), "/b#2")).toBe(`${ORIGIN}/b#2`);
    expect(chosen(windows("/", "/b#1"), "/b#2")).toBe(`${ORIGIN}/b#1`);
    expect(chosen(windows("/", "/b#1"), "/b")).toBe(`${ORIGIN}/b#1`);
  });

  it("is otherwise the one that was looked at last", () => {
    expect(chosen(windows("/a", "/"), "/b")).toBe(`${ORIGIN}/a`);
    expect(chosen(windows("/a", "/"), undefined)).toBe(`${ORIGIN}/a`);
  });

  it("is none of another application of the origin, unless it shows the address", () => {
    expect(chosen(windows("/other/a"), "/app/b", "/app/")).toBeUndefined();
    expect(chosen(windows("/other/a", "/app/a"), "/app/b", "/app/")).toBe(`${ORIGIN}/app/a`);
    expect(chosen(windows("/app/a", "/other/a"), "/other/a", "/app/")).toBe(`${ORIGIN}/other/a`);
  });

  it("is never a frame within a page", () => {
    expect(chosen([{ url: `${ORIGIN}/a`, frameType: "nested" }], "/a")).toBeUndefined();
    expect(chosen([{ url: `${ORIGIN}/a`, frameType: "auxiliary" }], "/a")).toBe(`${ORIGIN}/a`);
  });
});
