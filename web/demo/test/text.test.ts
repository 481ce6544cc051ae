import { describe, expect, it } from "vitest";
import { badgeText } from "../src/badge.js";
import { relativeTime } from "../src/relative-time.js";
import { safeUrl } from "../src/safe-url.js";

const NOW = 1_767_225_600_000;

describe("a badge", () => {
  it.each([
    [0, ""],
    [1, "1"],
    [99, "99"],
    [100, "99+"],
  ])("shows %i as “%s”", (count, text) => {
    expect(badgeText(count)).toBe(text);
  });
});

describe("a relative time", () => {
  it.each([
    [0, "just now"],
    [59_999, "just now"],
    [60_000, "1 minute ago"],
    [3_600_000, "1 hour ago"],
    [86_400_000, "yesterday"],
    [3 * 86_400_000, "3 days ago"],
    [-5_000, "just now"],
  ])("says of %i ms “%s”", (age, words) => {
    expect(relativeTime(NOW - age, NOW)).toBe(words);
  });
});

describe("an address", () => {
  const base = "http://127.0.0.1:3000/demo/";

  it.each([
    ["https://example.org/a", "https://example.org/a"],
    ["/posts/5", "http://127.0.0.1:3000/posts/5"],
    ["posts", "http://127.0.0.1:3000/demo/posts"],
  ])("may be %s", (url, href) => {
    expect(safeUrl(url, base)).toBe(href);
  });

  it.each([
    undefined,
    "javascript:alert(1)",
    " java\nscript:alert(1)",
    "data:text/html,x",
    "http://",
  ])("may not be %s", (url) => {
    expect(safeUrl(url, base)).toBeUndefined();
  });
});
