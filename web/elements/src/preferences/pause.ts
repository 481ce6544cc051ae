import type { PreferencesPatch } from "@belfry/client";
import type { Words } from "../strings/words.js";

const WEEK_H = 168;

/** For how many hours users can pause. */
export const PAUSES_H: readonly number[] = [1, 8, WEEK_H];

/** When a pause until tomorrow ends. */
const MORNING_HOUR = 8;

const HOUR_S = 3_600;

/** Until then a day of the week says which one is meant. */
const SOON_MS = 6 * 86_400_000;

/** Pauses for so long by the server's clock. */
export function pauseFor(hours: number): PreferencesPatch {
  return { doNotDisturbFor: hours * HOUR_S };
}

/** Pauses until a moment, in epoch milliseconds; `null` ends the pause. */
export function pauseUntil(untilMs: number | null): PreferencesPatch {
  return { doNotDisturbUntil: untilMs };
}

/** Tomorrow morning where the device is, epoch milliseconds. */
export function tomorrowMs(nowMs: number): number {
  const date = new Date(nowMs);
  date.setDate(date.getDate() + 1);
  return date.setHours(MORNING_HOUR, 0, 0, 0);
}

export function lengthInWords(hours: number, language: string): string {
  const isWeek = hours === WEEK_H;
  return new Intl.NumberFormat(language, {
    style: "unit",
    unit: isWeek ? "week" : "hour",
    unitDisplay: "long",
  }).format(isWeek ? 1 : hours);
}

/** A moment to come as one says it: “14:30”, “tomorrow 08:00”, “Friday 08:00”, or with its date. */
export function momentInWords(momentMs: number, nowMs: number, words: Words): string {
  const { language } = words;
  if (momentMs - nowMs > SOON_MS) {
    return words.moment(momentMs);
  }
  const dayOf = (ms: number) => new Date(ms).toDateString();
  const day = dayOf(momentMs);
  const time: Intl.DateTimeFormatOptions = { hour: "numeric", minute: "2-digit" };
  const isSoon = day === dayOf(nowMs) || day === dayOf(tomorrowMs(nowMs));
  const text = new Intl.DateTimeFormat(
    language,
    isSoon ? time : { ...time, weekday: "long" },
  ).format(momentMs);
  return isSoon && day !== dayOf(nowMs)
    ? `${new Intl.RelativeTimeFormat(language, { numeric: "auto" }).format(1, "day")} ${text}`
    : text;
}
