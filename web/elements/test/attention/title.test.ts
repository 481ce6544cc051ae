import { describe, expect, it } from "vitest";
import { prefixOf, withPrefix } from "../../src/attention/title.js";

describe("what stands before the title", () => {
  it.each<[readonly number[], string]>([
    [[], ""],
    [[0], ""],
    [[3], "(3) "],
    [[3, 4], "(7) "],
    [[60, 60], "(99+) "],
  ])("of %j is %j", (counts, prefix) => {
    expect(prefixOf(counts)).toBe(prefix);
  });
});

describe("a title", () => {
  it("has the number that is new instead of the one before", () => {
    expect(withPrefix("Orders", "", "(3) ")).toBe("(3) Orders");
    expect(withPrefix("(3) Orders", "(3) ", "(4) ")).toBe("(4) Orders");
    expect(withPrefix("(3) Orders", "(3) ", "")).toBe("Orders");
  });

  it("that the page has replaced gets it, too", () => {
    expect(withPrefix("Customers", "(3) ", "(3) ")).toBe("(3) Customers");
  });

  it("that the page has made of the one before has it once", () => {
    expect(withPrefix("(3) Orders today", "(3) ", "(3) ")).toBe("(3) Orders today");
  });

  it("keeps a number of its own", () => {
    expect(withPrefix("(2) Fast 2 Furious", "", "(3) ")).toBe("(3) (2) Fast 2 Furious");
  });
});
