import type { Day, QuietWindow } from "@belfry/client";

/** What a clock on a wall shows. */
export interface WallTime {
  readonly day: Day;
  /** Since midnight. */
  readonly minutes: number;
}

/** The night that a user gets who has none. */
export const NIGHT: QuietWindow = { from: "22:00", to: "07:00" };

const DAYS: readonly Day[] = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];
const DAY_MINUTES = 24 * 60;
const BEDTIME_MINUTES = 23 * 60;
const MORNING_MINUTES = 10 * 60;

/** The zones of a whole number of hours, whose clocks never change: the same moment all day long. */
const FIXED_ZONES: readonly string[] = Array.from({ length: 27 }, (_, index) =>
  fixedZone(index - 12),
);

/** The name of a zone that is so many hours ahead of UTC; the database counts the other way round. */
function fixedZone(hoursAhead: number): string {
  return hoursAhead === 0
    ? "Etc/UTC"
    : `Etc/GMT${hoursAhead > 0 ? "-" : "+"}${Math.abs(hoursAhead)}`;
}

/** What clocks show in a zone. */
export function wallTime(atMs: number, zone: string): WallTime {
  const format = new Intl.DateTimeFormat("en-GB", {
    timeZone: zone,
    weekday: "short",
    hour: "2-digit",
    minute: "2-digit",
    hourCycle: "h23",
  });
  const part = (type: Intl.DateTimeFormatPartTypes) =>
    format.formatToParts(atMs).find((each) => each.type === type)?.value ?? "";
  const day = DAYS.find((each) => each === part("weekday").toLowerCase()) ?? "mon";
  return { day, minutes: Number(part("hour")) * 60 + Number(part("minute")) };
}

/** Whether one of the windows is open then. */
export function isQuiet(windows: readonly QuietWindow[], { day, minutes }: WallTime): boolean {
  const yesterday = DAYS[(DAYS.indexOf(day) + 6) % 7] ?? day;
  return windows.some(({ days = DAYS, from, to }) => {
    const [start, end] = [minutesOf(from), minutesOf(to)];
    if (start < end) {
      return days.includes(day) && minutes >= start && minutes < end;
    }
    return (days.includes(day) && minutes >= start) || (days.includes(yesterday) && minutes < end);
  });
}

/** A zone in which it is quiet now, close to eleven in the evening; nothing where there is none. */
export function nightZone(windows: readonly QuietWindow[], atMs: number): string | undefined {
  return nearest(BEDTIME_MINUTES, atMs, (time) => isQuiet(windows, time));
}

/** `home` if it is not quiet there now; otherwise a zone in which it is not, in the morning. */
export function dayZone(windows: readonly QuietWindow[], atMs: number, home: string): string {
  if (!isQuiet(windows, wallTime(atMs, home))) {
    return home;
  }
  return nearest(MORNING_MINUTES, atMs, (time) => !isQuiet(windows, time)) ?? home;
}

/** The fixed zone whose clocks are the closest to `wanted`, of those that are right. */
function nearest(
  wanted: number,
  atMs: number,
  isRight: (time: WallTime) => boolean,
): string | undefined {
  const distance = ({ minutes }: WallTime) => {
    const away = Math.abs(minutes - wanted);
    return Math.min(away, DAY_MINUTES - away);
  };
  return FIXED_ZONES.map((zone) => ({ zone, time: wallTime(atMs, zone) }))
    .filter(({ time }) => isRight(time))
    .sort((a, b) => distance(a.time) - distance(b.time))[0]?.zone;
}

function minutesOf(time: string): number {
  const [hours, minutes] = time.split(":");
  return Number(hours) * 60 + Number(minutes);
}

/** Minutes since midnight as a clock shows them. */
export function timeText(minutes: number): string {
  return [Math.floor(minutes / 60), minutes % 60]
    .map((each) => String(each).padStart(2, "0"))
    .join(":");
}
