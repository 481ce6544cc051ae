import { describe, expect, it } from "vitest";
import { DAYS } from "../../src/preferences/days.js";
import {
  hoursOf,
  inWords,
  isSame,
  nights,
  problemOf,
  wholeDays,
  windowOf,
  withDay,
} from "../../src/preferences/quiet-hours.js";
import { Words } from "../../src/strings/words.js";

describe("a window", () => {
  it("without days is one of every day", () => {
    expect(hoursOf({ from: "22:00", to: "07:00" })).toEqual(nights(DAYS));
    expect(windowOf(nights(DAYS))).toEqual({ from: "22:00", to: "07:00" });
  });

  it("of some days names them from Monday on", () => {
    const hours = hoursOf({ days: ["sun", "mon"], from: "12:00", to: "13:00" });

    expect(windowOf(hours)).toEqual({ days: ["mon", "sun"], from: "12:00", to: "13:00" });
  });

  it("of a whole day is from midnight to midnight in fields", () => {
    const window = { days: ["sat", "sun"] as const, from: "00:00", to: "24:00" };

    expect(hoursOf(window)).toEqual(wholeDays(["sat", "sun"]));
    expect(windowOf(hoursOf(window))).toEqual(window);
  });

  it("to midnight ends at 00:00", () => {
    expect(windowOf(hoursOf({ from: "22:00", to: "24:00" }))).toEqual({
      from: "22:00",
      to: "00:00",
    });
  });

  it("is the same as one with the same days and times", () => {
    expect(isSame(nights(DAYS), hoursOf({ from: "22:00", to: "07:00" }))).toBe(true);
    expect(isSame(nights(DAYS), nights(["mon"]))).toBe(false);
  });
});

describe("hours that are edited", () => {
  const hours = nights(["mon", "wed"]);

  it("have days more and less, in the order of the week", () => {
    expect(withDay(hours, "tue", true).days).toEqual(["mon", "tue", "wed"]);
    expect(withDay(hours, "mon", false).days).toEqual(["wed"]);
    expect(withDay(hours, "mon", true).days).toEqual(["mon", "wed"]);
  });

  it("need a day", () => {
    expect(problemOf(hours)).toBeUndefined();
    expect(problemOf({ ...hours, days: [] })).toBe("dayMissing");
  });

  it("need two times, that differ unless they are a whole day", () => {
    expect(problemOf({ ...hours, from: "" })).toBe("timesWrong");
    expect(problemOf({ ...hours, to: "" })).toBe("timesWrong");
    expect(problemOf({ ...hours, to: hours.from })).toBe("timesWrong");
    expect(problemOf(wholeDays(["mon"]))).toBeUndefined();
  });
});

describe("hours in words", () => {
  const text = (language: string, from: string, to: string, days = DAYS) =>
    inWords({ days, from, to }, new Words([language])).replaceAll(/\s+/g, " ");

  it("say what is on the next day", () => {
    expect(text("en", "22:00", "07:00")).toBe("Every day · 10:00 PM – 7:00 AM the next day");
    expect(text("de", "22:00", "07:00")).toBe("Jeden Tag · 22:00 – 07:00 am nächsten Tag");
    expect(text("ja", "22:00", "07:00")).toBe("毎日 · 22:00 – 翌日 7:00");
  });

  it("do not when they end on the day, or at midnight", () => {
    expect(text("de", "12:00", "13:30", ["wed"])).toBe("Mi · 12:00 – 13:30");
    expect(text("de", "22:00", "00:00", ["wed"])).toBe("Mi · 22:00 – 00:00");
  });

  it("are a whole day from midnight to midnight", () => {
    expect(text("de", "00:00", "00:00", ["sat", "sun"])).toBe("Sa und So · ganztägig");
  });

  it("leave open what is not said yet", () => {
    expect(text("de", "22:00", "", ["wed"])).toBe("Mi · 22:00 – …");
    expect(text("de", "22:00", "23:00", [])).toBe("… · 22:00 – 23:00");
  });
});
