import { describe, expect, it } from "vitest";
import { nextLookMs, pausedUntil, quietUntil } from "../src/silence.js";
import { view } from "./views.js";

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const NOW_MS = Date.UTC(2026, 0, 2, 22, 5, 20);

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

  describe("for quiet hours that can begin", () => {
    const looked = (from: string, timeZone = "UTC") =>
      nextLookMs(view({ preferences: { quietHours: [{ from, to: "07:00" }] }, timeZone }), NOW_MS);

    it("is in the next minute around the time, as clocks differ", () => {
      expect(looked("21:55")).toBe(41_000);
      expect(looked("22:05")).toBe(41_000);
      expect(looked("22:15")).toBe(41_000);
    });

    it("is ten minutes before it, and every hour until then", () => {
      expect(looked("22:35")).toBe(20 * MINUTE_MS - 20_000 + 1_000);
      expect(looked("21:54")).toBe(HOUR_MS - 20_000 + 1_000);
      expect(looked("04:00")).toBe(HOUR_MS - 20_000 + 1_000);
    });

    it("is by the time where the user is", () => {
      expect(looked("23:05", "Europe/Berlin")).toBe(41_000);
      expect(looked("22:05", "Europe/Berlin")).toBe(HOUR_MS - 20_000 + 1_000);
    });

    it("is around midnight, too", () => {
      const night = view({
        preferences: { quietHours: [{ from: "23:58", to: "07:00" }] },
        timeZone: "UTC",
      });

      expect(nextLookMs(night, Date.UTC(2026, 0, 3, 0, 3))).toBe(61_000);
    });

    it("is in the next minute in a zone that the device does not know", () => {
      expect(looked("04:00", "Mars/Olympus")).toBe(41_000);
    });
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
