import { describe, expect, it } from "vitest";
import { changed, changeOf } from "../src/channel.js";
import type { Performance } from "../src/link.js";

const list = (keys: string): readonly Performance[] =>
  [...keys].map((key) => ({ key, command: { kind: "read", id: key } }));

const keysOf = (performances: readonly Performance[]) =>
  performances.map(({ key }) => key).join("");

describe("a list of what waits", () => {
  it.each([
    ["", "a", "", "a"],
    ["ab", "abc", "", "c"],
    ["abc", "bc", "a", ""],
    ["abc", "ac", "b", ""],
    ["abcd", "bdef", "ac", "ef"],
    ["abc", "", "abc", ""],
    ["bc", "abc", "bc", "abc"],
    ["abc", "acb", "bc", "cb"],
    ["abcd", "axd", "bcd", "xd"],
  ])("becomes another: %s, %s", (before, after, over, added) => {
    const change = changeOf(list(before), list(after));

    expect(change).toBeDefined();
    if (change !== undefined) {
      expect([...change.over].toSorted().join("")).toBe(over);
      expect(keysOf(change.added)).toBe(added);
      expect(changed(list(before), change)).toEqual(list(after));
    }
  });

  it("that stays the same has no change", () => {
    expect(changeOf(list("abc"), list("abc"))).toBeUndefined();
    expect(changeOf([], [])).toBeUndefined();
  });
});
