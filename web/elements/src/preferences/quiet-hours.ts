import type { Day, QuietWindow } from "@belfry/client";
import type { Words } from "../strings/words.js";
import { DAYS, daysInWords } from "./days.js";

/** How many windows the server takes. */
export const MAX_WINDOWS = 21;

const MIDNIGHT = "00:00";

/** How the server writes the end of a window that is a whole day. */
const END_OF_DAY = "24:00";

/** Stands for days or a time that are still to be said. */
const NOT_SAID = "…";

/** A window as fields show it. */
export interface Hours {
  /** On which it begins, from Monday on; none yet when empty. */
  readonly days: readonly Day[];
  /** Such as `22:00`; empty while there is none. */
  readonly from: string;
  /** The same; from midnight to midnight is the whole day. */
  readonly to: string;
}

/** What is wrong with a window, by the name of the text that says so. */
export type HoursProblem = "dayMissing" | "timesWrong";

/** The nights that begin on these days. */
export function nights(days: readonly Day[]): Hours {
  return { days, from: "22:00", to: "07:00" };
}

/** Days that are quiet as a whole. */
export function wholeDays(days: readonly Day[]): Hours {
  return { days, from: MIDNIGHT, to: MIDNIGHT };
}

export function hoursOf({ days = DAYS, from, to }: QuietWindow): Hours {
  return { days: sorted(days), from, to: to === END_OF_DAY ? MIDNIGHT : to };
}

/** The window as the server takes it. */
export function windowOf(hours: Hours): QuietWindow {
  const { days, from, to } = hours;
  return {
    ...(days.length < DAYS.length && { days }),
    from,
    to: isWholeDay(hours) ? END_OF_DAY : to,
  };
}

export function problemOf(hours: Hours): HoursProblem | undefined {
  const { days, from, to } = hours;
  if (days.length === 0) {
    return "dayMissing";
  }
  const isMissing = from === "" || to === "";
  return isMissing || (from === to && !isWholeDay(hours)) ? "timesWrong" : undefined;
}

export function isSame(hours: Hours, others: Hours): boolean {
  return JSON.stringify(windowOf(hours)) === JSON.stringify(windowOf(others));
}

/** The hours with a day more, or without it. */
export function withDay(hours: Hours, day: Day, isIn: boolean): Hours {
  const others = hours.days.filter((each) => each !== day);
  return { ...hours, days: isIn ? sorted([...others, day]) : others };
}

/** When it is quiet, such as “Mon – Fri · 22:00 – 07:00 the next day”. */
export function inWords(hours: Hours, words: Words): string {
  const { days, from, to } = hours;
  const { language } = words;
  const when =
    days.length === DAYS.length ? words.say("everyDay") : daysInWords(days, language) || NOT_SAID;
  if (isWholeDay(hours)) {
    return `${when} · ${words.say("allDay")}`;
  }
  const end = timeInWords(to, language);
  const isOvernight = to < from && to > MIDNIGHT;
  return `${when} · ${timeInWords(from, language)} – ${isOvernight ? words.say("nextDay", { time: end }) : end}`;
}

/** A time of day such as `22:00` as a language writes it. */
function timeInWords(time: string, language: string): string {
  return time === ""
    ? NOT_SAID
    : new Intl.DateTimeFormat(language, { timeStyle: "short", timeZone: "UTC" }).format(
        Date.parse(`2024-01-01T${time}Z`),
      );
}

function isWholeDay({ from, to }: Hours): boolean {
  return from === MIDNIGHT && to === MIDNIGHT;
}

function sorted(days: readonly Day[]): readonly Day[] {
  return DAYS.filter((day) => days.includes(day));
}
