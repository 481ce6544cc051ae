import type { PreferencesView } from "./notification.js";

const SECOND_MS = 1_000;
const MINUTE_MS = 60_000;
const HOUR_MIN = 60;
const DAY_MIN = 24 * HOUR_MIN;
const LONGEST_TIMER_MS = 2 ** 31 - 1;

/** By how much the clock of a device may be wrong. */
const WRONG_MIN = 10;

/** When a user's pause ends, epoch milliseconds, while there is one. */
export function pausedUntil({ preferences }: PreferencesView, nowMs: number): number | undefined {
  const { doNotDisturbUntil: untilMs = 0 } = preferences;
  return untilMs > nowMs ? untilMs : undefined;
}

/** When quiet hours end, that last or that follow the pause, epoch milliseconds. */
export function quietUntil(view: PreferencesView, nowMs: number): number | undefined {
  const { silentUntil = 0 } = view;
  return silentUntil > (pausedUntil(view, nowMs) ?? nowMs) ? silentUntil : undefined;
}

/**
 * In how many milliseconds a silence may end, or may have begun, without anybody changing anything;
 * `undefined` when none will.
 */
export function nextLookMs(view: PreferencesView, nowMs: number): number | undefined {
  const endMs = pausedUntil(view, nowMs) ?? quietUntil(view, nowMs);
  if (endMs !== undefined) {
    return Math.min(endMs - nowMs + SECOND_MS, LONGEST_TIMER_MS);
  }
  return (
    view.preferences.quietHours &&
    minutesToLook(view, nowMs) * MINUTE_MS - (nowMs % MINUTE_MS) + SECOND_MS
  );
}

/** Every minute around the times at which quiet hours begin; else every hour, as clocks change. */
function minutesToLook({ preferences, timeZone }: PreferencesView, nowMs: number): number {
  let now: number;
  try {
    const time = new Intl.DateTimeFormat("en-GB", { timeStyle: "short", timeZone });
    now = minuteOf(time.format(nowMs));
  } catch {
    // The server knows a zone that the device does not.
    return 1;
  }
  const waits = (preferences.quietHours ?? []).map(
    ({ from }) => ((minuteOf(from) - now + WRONG_MIN + DAY_MIN) % DAY_MIN) - 2 * WRONG_MIN,
  );
  return Math.max(1, Math.min(HOUR_MIN, ...waits));
}

/** Of the day, at a time such as `22:00`. */
function minuteOf(time: string): number {
  return Number(time.slice(0, 2)) * HOUR_MIN + Number(time.slice(3));
}
