import { describe, expect, it } from "vitest";
import { lengthInWords, momentInWords, pauseFor, tomorrowMs } from "../../src/preferences/pause.js";
import { Words } from "../../src/strings/words.js";

const FRIDAY = new Date(2026, 0, 2, 21, 5);
const NOW_MS = FRIDAY.getTime();

describe("a pause", () => {
  it("for hours is counted by the server", () => {
    expect(pauseFor(8)).toEqual({ doNotDisturbFor: 28_800 });
    expect(lengthInWords(8, "de")).toBe("8 Stunden");
    expect(lengthInWords(168, "en")).toBe("1 week");
  });

  it("until tomorrow ends at eight where the device is, also in another month", () => {
    expect(new Date(tomorrowMs(NOW_MS))).toEqual(new Date(2026, 0, 3, 8));
    expect(new Date(tomorrowMs(new Date(2026, 0, 31, 0, 30).getTime()))).toEqual(
      new Date(2026, 1, 1, 8),
    );
  });
});

describe("a moment in words", () => {
  const text = (moment: Date) =>
    momentInWords(moment.getTime(), NOW_MS, new Words(["de"])).replace(",", "");

  it("is a time of today or tomorrow", () => {
    expect(text(new Date(2026, 0, 2, 23, 30))).toBe("23:30");
    expect(text(new Date(2026, 0, 3, 23, 30))).toBe("morgen 23:30");
  });

  it("has a day of the week within it, and a date after it", () => {
    expect(text(new Date(2026, 0, 5, 12, 30))).toBe("Montag 12:30");
    expect(text(new Date(2026, 0, 9, 21, 5))).toBe("09.01.2026 21:05");
  });
});
