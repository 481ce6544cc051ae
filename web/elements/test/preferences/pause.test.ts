import { describe, expect, it } from "vitest";
import {
  lengthInWords,
  momentInWords,
  nextLookMs,
  pauseFor,
  pausedUntil,
  quietUntil,
  tomorrowMs,
} from "../../src/preferences/pause.js";
import { Words } from "../../src/strings/words.js";
import { view } from "./views.js";

const HOUR_MS = 3_600_000;
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

describe("silence", () => {
  it("is a pause while one lasts", () => {
    const paused = view({
      preferences: { doNotDisturbUntil: NOW_MS + 1 },
      silentUntil: NOW_MS + 1,
    });

    expect(pausedUntil(paused, NOW_MS)).toBe(NOW_MS + 1);
    expect(quietUntil(paused, NOW_MS)).toBeUndefined();
    expect(pausedUntil(paused, NOW_MS + 1)).toBeUndefined();
  });

  it("is quiet hours while they last, after a pause that ended, too", () => {
    const quiet = view({ preferences: { doNotDisturbUntil: 5 }, silentUntil: NOW_MS + HOUR_MS });

    expect(pausedUntil(quiet, NOW_MS)).toBeUndefined();
    expect(quietUntil(quiet, NOW_MS)).toBe(NOW_MS + HOUR_MS);
    expect(quietUntil(quiet, NOW_MS + HOUR_MS)).toBeUndefined();
  });

  it("is both where quiet hours follow the pause", () => {
    const both = view({
      preferences: { doNotDisturbUntil: NOW_MS + 1 },
      silentUntil: NOW_MS + HOUR_MS,
    });

    expect(pausedUntil(both, NOW_MS)).toBe(NOW_MS + 1);
    expect(quietUntil(both, NOW_MS)).toBe(NOW_MS + HOUR_MS);
  });
});

describe("the next look", () => {
  it("is when the first silence ends", () => {
    const both = view({
      preferences: { doNotDisturbUntil: NOW_MS + 10_000 },
      silentUntil: NOW_MS + HOUR_MS,
    });

    expect(nextLookMs(both, NOW_MS)).toBe(11_000);
  });

  it("is in the next minute where quiet hours can begin", () => {
    const later = view({ preferences: { quietHours: [{ from: "22:00", to: "07:00" }] } });

    expect(nextLookMs(later, NOW_MS + 20_000)).toBe(41_000);
  });

  it("is not needed where nothing begins or ends", () => {
    expect(nextLookMs(view(), NOW_MS)).toBeUndefined();
    expect(nextLookMs(view({ preferences: { doNotDisturbUntil: 5 } }), NOW_MS)).toBeUndefined();
  });

  it("is no later than timers can wait", () => {
    const longMs = 365 * 24 * HOUR_MS;
    const paused = view({ preferences: { doNotDisturbUntil: NOW_MS + longMs } });

    expect(nextLookMs(paused, NOW_MS)).toBe(2 ** 31 - 1);
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
