import type { Day } from "@belfry/client";

/** As the server has them: a week from Monday on. */
export const DAYS: readonly Day[] = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];

const A_MONDAY_MS = Date.UTC(2024, 0, 1);
const DAY_MS = 86_400_000;

/** So many days in a row are written as from the first to the last. */
const RANGE = 3;

interface WeekInfo {
  /** 1 for Monday to 7. */
  readonly firstDay: number;
  readonly weekend: readonly number[];
}

/** What some browsers know of a language's week. */
interface WithWeek {
  readonly weekInfo?: WeekInfo;
  getWeekInfo?(): WeekInfo;
}

/** The days in the order in which a language writes a week. */
export function week(language: string): readonly Day[] {
  const first = weekInfo(language).firstDay - 1;
  return [...DAYS.slice(first), ...DAYS.slice(0, first)];
}

export function weekend(language: string): readonly Day[] {
  const { weekend: free } = weekInfo(language);
  return DAYS.filter((_, index) => free.includes(index + 1));
}

export function dayName(day: Day, language: string, weekday: "short" | "long"): string {
  return names(language, weekday).format(A_MONDAY_MS + DAYS.indexOf(day) * DAY_MS);
}

/** Some days as a short text, such as “Mon – Fri”. */
export function daysInWords(days: readonly Day[], language: string): string {
  const short = names(language, "short");
  const order = week(language);
  const dateOf = (index: number) =>
    A_MONDAY_MS + (DAYS.indexOf(order[0] ?? "mon") + index) * DAY_MS;
  const texts: string[] = [];
  for (let first = 0; first < order.length; first += 1) {
    const gap = order.findIndex((day, index) => index >= first && !days.includes(day));
    const end = gap < 0 ? order.length : gap;
    if (end - first >= RANGE) {
      texts.push(short.formatRange(dateOf(first), dateOf(end - 1)));
      first = end;
    } else if (end > first) {
      texts.push(short.format(dateOf(first)));
    }
  }
  return new Intl.ListFormat(language, { style: "short" }).format(texts);
}

function names(language: string, weekday: "short" | "long"): Intl.DateTimeFormat {
  return new Intl.DateTimeFormat(language, { weekday, timeZone: "UTC" });
}

function weekInfo(language: string): WeekInfo {
  const locale = new Intl.Locale(language) as WithWeek;
  return locale.getWeekInfo?.() ?? locale.weekInfo ?? { firstDay: 1, weekend: [6, 7] };
}
