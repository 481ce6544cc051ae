import type { QuietWindow } from "@belfry/client";
import { describe, expect, it } from "vitest";
import { NIGHT, dayZone, isQuiet, nightZone, timeText, wallTime } from "../src/clock/zone.js";

/** A Monday. */
const at = (time: string) => Date.parse(`2026-01-05T${time}:00Z`);

describe("a clock on a wall", () => {
  it.each([
    ["UTC", "mon", "20:30"],
    ["Etc/GMT-3", "mon", "23:30"],
    ["Etc/GMT+3", "mon", "17:30"],
    ["Etc/GMT-4", "tue", "00:30"],
    ["Asia/Kolkata", "tue", "02:00"],
  ])("shows in %s %s %s", (zone, day, time) => {
    const shown = wallTime(at("20:30"), zone);

    expect([shown.day, timeText(shown.minutes)]).toEqual([day, time]);
  });
});

describe("quiet hours", () => {
  const time = (day: "mon" | "tue" | "sun", text: string) => {
    const [hours = 0, minutes = 0] = text.split(":").map(Number);
    return { day, minutes: hours * 60 + minutes };
  };

  it.each([
    ["21:59", false],
    ["22:00", true],
    ["06:59", true],
    ["07:00", false],
  ])("of each night at %s: %s", (text, quiet) => {
    expect(isQuiet([NIGHT], time("mon", text))).toBe(quiet);
  });

  it("within a day end on that day", () => {
    const noon: QuietWindow = { from: "12:00", to: "13:00" };

    expect(isQuiet([noon], time("mon", "12:30"))).toBe(true);
    expect(isQuiet([noon], time("mon", "13:00"))).toBe(false);
  });

  it("of one day last into the next, and do not begin on it", () => {
    const sunday: QuietWindow = { days: ["sun"], from: "22:00", to: "07:00" };

    expect(isQuiet([sunday], time("sun", "23:00"))).toBe(true);
    expect(isQuiet([sunday], time("mon", "06:00"))).toBe(true);
    expect(isQuiet([sunday], time("mon", "23:00"))).toBe(false);
    expect(isQuiet([sunday], time("sun", "06:00"))).toBe(false);
  });

  it("may last until midnight", () => {
    const evening: QuietWindow = { from: "20:00", to: "24:00" };

    expect(isQuiet([evening], time("mon", "23:59"))).toBe(true);
    expect(isQuiet([evening], time("tue", "00:00"))).toBe(false);
  });
});

describe("a jump into the night", () => {
  it.each(Array.from({ length: 24 }, (_, hour) => `${String(hour).padStart(2, "0")}:17`))(
    "goes at %s UTC to where it is about eleven in the evening",
    (time) => {
      const zone = nightZone([NIGHT], at(time)) ?? "";

      expect(timeText(wallTime(at(time), zone).minutes)).toBe("23:17");
    },
  );

  it("goes to a little before eleven where that is nearer", () => {
    const zone = nightZone([NIGHT], at("20:45")) ?? "";

    expect(timeText(wallTime(at("20:45"), zone).minutes)).toBe("22:45");
  });

  it("goes into the hours that the user has", () => {
    const nap: QuietWindow = { from: "13:00", to: "15:00" };
    const zone = nightZone([nap], at("08:10")) ?? "";

    expect(timeText(wallTime(at("08:10"), zone).minutes)).toBe("14:10");
  });

  it("takes a little after midnight for a little after eleven", () => {
    const late: QuietWindow = { from: "00:30", to: "09:00" };
    const zone = nightZone([late], at("08:10")) ?? "";

    expect(timeText(wallTime(at("08:10"), zone).minutes)).toBe("01:10");
  });

  it("goes nowhere where there are none, or none on these days", () => {
    expect(nightZone([], at("08:00"))).toBeUndefined();
    expect(nightZone([{ days: ["thu"], from: "22:00", to: "07:00" }], at("08:00"))).toBeUndefined();
  });
});

describe("a jump back", () => {
  it("goes home when people are up there", () => {
    expect(dayZone([NIGHT], at("12:00"), "Europe/Berlin")).toBe("Europe/Berlin");
  });

  it("goes to a morning when it is night at home", () => {
    const zone = dayZone([NIGHT], at("02:20"), "Europe/Berlin");

    expect(timeText(wallTime(at("02:20"), zone).minutes)).toBe("10:20");
  });

  it("goes home where it is never anything but quiet", () => {
    const always: readonly QuietWindow[] = [
      { from: "00:00", to: "12:00" },
      { from: "12:00", to: "24:00" },
    ];

    expect(dayZone(always, at("02:20"), "UTC")).toBe("UTC");
  });
});
