import type { Day } from "@belfry/client";
import { describe, expect, it } from "vitest";
import { dayName, daysInWords, week, weekend } from "../../src/preferences/days.js";

/** Some languages have narrow spaces and none around dashes. */
function inWords(days: readonly Day[], language: string): string {
  return daysInWords(days, language).replaceAll(/\s*–\s*/g, "–");
}

describe("a week", () => {
  it("begins as the language has it", () => {
    expect(week("de")[0]).toBe("mon");
    expect(week("en-US")[0]).toBe("sun");
    expect(week("en-GB")[0]).toBe("mon");
    expect(week("ar-EG")).toEqual(["sat", "sun", "mon", "tue", "wed", "thu", "fri"]);
  });

  it("ends in the weekend of the language", () => {
    expect(weekend("de")).toEqual(["sat", "sun"]);
    expect(weekend("ar-EG")).toEqual(["fri", "sat"]);
  });
});

describe("days in words", () => {
  it("are those of the language", () => {
    expect(dayName("wed", "de", "long")).toBe("Mittwoch");
    expect(dayName("sun", "ja", "short")).toBe("日");
  });

  it("are a range from three in a row on", () => {
    expect(inWords(["mon", "tue", "wed", "thu", "fri"], "de")).toBe("Mo–Fr");
    expect(inWords(["sat", "sun"], "de")).toBe("Sa und So");
    expect(inWords(["mon"], "de")).toBe("Mo");
  });

  it("are ranges and days in the order of the language's week", () => {
    expect(inWords(["mon", "wed", "thu", "fri", "sun"], "de")).toBe("Mo, Mi–Fr und So");
    expect(inWords(["sat", "sun", "mon"], "en-US")).toBe("Sun, Mon, & Sat");
    expect(inWords(["sat", "sun", "mon"], "ar-EG")).toBe("السبت–الاثنين");
  });

  it("are nothing without days", () => {
    expect(inWords([], "en")).toBe("");
  });
});
