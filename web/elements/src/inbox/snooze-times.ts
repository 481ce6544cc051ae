import type { TextKey } from "../strings/words.js";

/** A moment to be reminded at, and what it is called. */
export interface SnoozeTime {
  readonly label: TextKey;
  /** Epoch milliseconds. */
  readonly until: number;
}

const HOUR_MS = 3_600_000;
const MORNING = 8;
const EVENING = 18;
const MONDAY = 1;

/** What there is to choose from at this moment, in the device's zone, the soonest first. */
export function snoozeTimes(nowMs: number): readonly SnoozeTime[] {
  const evening = at(nowMs, 0, EVENING);
  const daysToMonday = (MONDAY - new Date(nowMs).getDay() + 7) % 7 || 7;
  return [
    { label: "inOneHour", until: nowMs + HOUR_MS },
    ...(evening - nowMs > HOUR_MS ? [{ label: "thisEvening", until: evening } as const] : []),
    { label: "tomorrowMorning", until: at(nowMs, 1, MORNING) },
    ...(daysToMonday > 1
      ? [{ label: "nextWeek", until: at(nowMs, daysToMonday, MORNING) } as const]
      : []),
  ];
}

function at(nowMs: number, days: number, hour: number): number {
  const now = new Date(nowMs);
  return new Date(now.getFullYear(), now.getMonth(), now.getDate() + days, hour).getTime();
}
