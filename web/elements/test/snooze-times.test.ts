import { expect, test } from "vitest";
import { snoozeTimes } from "../src/inbox/snooze-times.js";

/** What there is to choose from then, each with its moment of the device's clock. */
function at(...now: readonly [number, number, number, number, number?]): [string, string][] {
  const [year, month, day, hour, minute = 0] = now;
  const times = snoozeTimes(new Date(year, month - 1, day, hour, minute).getTime());
  return times.map(({ label, until }) => {
    const moment = new Date(until);
    return [label, `${moment.getMonth() + 1}/${moment.getDate()} ${moment.getHours()}h`];
  });
}

test("on a Wednesday morning", () => {
  expect(at(2026, 1, 7, 9)).toEqual([
    ["inOneHour", "1/7 10h"],
    ["thisEvening", "1/7 18h"],
    ["tomorrowMorning", "1/8 8h"],
    ["nextWeek", "1/12 8h"],
  ]);
});

test("there is no evening any more when it is an hour away", () => {
  expect(at(2026, 1, 7, 17).map(([label]) => label)).not.toContain("thisEvening");
});

test("on a Sunday next week is tomorrow, and on a Monday in a week", () => {
  expect(at(2026, 1, 11, 9).map(([label]) => label)).not.toContain("nextWeek");
  expect(at(2026, 1, 12, 9)).toContainEqual(["nextWeek", "1/19 8h"]);
});

test("a month that ends does not matter", () => {
  expect(at(2026, 1, 31, 20)).toContainEqual(["tomorrowMorning", "2/1 8h"]);
});
