const STEPS: readonly (readonly [Intl.RelativeTimeFormatUnit, number])[] = [
  ["day", 86_400_000],
  ["hour", 3_600_000],
  ["minute", 60_000],
];

const words = new Intl.RelativeTimeFormat("en", { numeric: "auto" });

/** How long ago a moment was, in words; both in epoch milliseconds. */
export function relativeTime(moment: number, now: number): string {
  const age = Math.max(0, now - moment);
  for (const [unit, millis] of STEPS) {
    if (age >= millis) {
      return words.format(-Math.floor(age / millis), unit);
    }
  }
  return "just now";
}
