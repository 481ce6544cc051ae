import { expect, test } from "vitest";
import { safeUrl } from "../src/safe-url.js";

const BASE = "https://app.example.org/inbox";

test.each([
  ["/posts/5", "https://app.example.org/posts/5"],
  ["posts/5", "https://app.example.org/posts/5"],
  ["https://example.org/", "https://example.org/"],
  ["//example.org/x", "https://example.org/x"],
])("%s leads to %s", (address, url) => {
  expect(safeUrl(address, BASE)).toBe(url);
});

test.each([
  ["javascript:alert(1)"],
  ["JaVaScRiPt:alert(1)"],
  [" \u0001javascript:alert(1)"],
  ["java\nscript:alert(1)"],
  ["data:text/html,<script>alert(1)</script>"],
  ["vbscript:x"],
  ["blob:https://app.example.org/1"],
  ["file:///etc/passwd"],
  ["http://["],
  [undefined],
])("%s leads nowhere", (address) => {
  expect(safeUrl(address, BASE)).toBeUndefined();
});
