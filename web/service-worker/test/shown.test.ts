import { describe, expect, it } from "vitest";
import { hasGrown, isMereChange, isNews } from "../src/shown.js";

const EARLIER = { id: "a", seq: 5, count: 2 };

describe("what was shown of a card before", () => {
  it("makes news of what changed since", () => {
    expect(isNews(EARLIER, undefined)).toBe(true);
    expect(isNews({ ...EARLIER, seq: 6 }, EARLIER)).toBe(true);
    // Of a server that was restored to an older state.
    expect(isNews({ ...EARLIER, seq: 1, count: 3 }, EARLIER)).toBe(true);
  });

  it("makes no news of the same, nor of what is older", () => {
    expect(isNews(EARLIER, EARLIER)).toBe(false);
    expect(isNews({ ...EARLIER, seq: 4 }, EARLIER)).toBe(false);
    expect(isNews({ ...EARLIER, seq: 4, count: 1 }, EARLIER)).toBe(false);
  });

  it("tells growth from a change", () => {
    expect(hasGrown({ ...EARLIER, count: 3 }, EARLIER)).toBe(true);
    expect(hasGrown({ ...EARLIER, seq: 6 }, EARLIER)).toBe(false);
    expect(hasGrown(EARLIER, undefined)).toBe(false);
    expect(isMereChange({ ...EARLIER, seq: 6 }, EARLIER)).toBe(true);
    expect(isMereChange({ ...EARLIER, count: 3 }, EARLIER)).toBe(false);
    expect(isMereChange(EARLIER, undefined)).toBe(false);
  });
});
