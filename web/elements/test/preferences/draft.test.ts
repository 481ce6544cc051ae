import type { QuietWindow } from "@belfry/client";
import { describe, expect, it } from "vitest";
import { Draft } from "../../src/preferences/draft.js";
import { hoursOf, nights, type Hours } from "../../src/preferences/quiet-hours.js";

const NIGHT: QuietWindow = { from: "22:00", to: "07:00" };
const NOON: QuietWindow = { from: "12:00", to: "13:00" };

const add = (hours: Hours) => (all: readonly Hours[]) => [...all, hours];

describe("a draft of quiet hours", () => {
  it("shows what the server has until something is edited", () => {
    const draft = new Draft();

    expect(draft.shown([NIGHT])).toEqual([hoursOf(NIGHT)]);
    expect(draft.shown([NOON])).toEqual([hoursOf(NOON)]);
    expect(draft.differs([NOON])).toBe(false);
  });

  it("keeps what was edited when the server has something else, and says so", () => {
    const draft = new Draft();
    draft.edit([NIGHT], add(nights(["mon"])));

    expect(draft.isOvertaken([NIGHT])).toBe(false);
    expect(draft.shown([NOON])).toEqual([hoursOf(NIGHT), nights(["mon"])]);
    expect(draft.isOvertaken([NOON])).toBe(true);

    draft.edit([NOON], add(nights(["tue"])));

    expect(draft.isOvertaken([NOON])).toBe(true);
  });

  it("has nothing to save once the server has the same", () => {
    const draft = new Draft();
    draft.edit([], add(hoursOf(NIGHT)));

    expect(draft.differs([])).toBe(true);
    expect(draft.differs([NIGHT])).toBe(false);
    expect(draft.isOvertaken([NIGHT])).toBe(false);
  });

  it("is saved when nothing is wrong with it", () => {
    const draft = new Draft();
    draft.edit([NIGHT], add(hoursOf(NOON)));
    expect(draft.windows()).toEqual([NIGHT, NOON]);

    draft.edit([NIGHT], add(nights([])));
    expect(draft.windows()).toBeUndefined();
  });

  it("follows the server again after it was saved", () => {
    const draft = new Draft();
    draft.edit([], add(hoursOf(NIGHT)));

    draft.settle([NIGHT]);

    expect(draft.shown([NOON])).toEqual([hoursOf(NOON)]);
  });

  it("keeps what was edited while it was saved", () => {
    const draft = new Draft();
    draft.edit([], add(hoursOf(NIGHT)));
    draft.edit([NIGHT], add(hoursOf(NOON)));

    draft.settle([NIGHT]);

    expect(draft.windows()).toEqual([NIGHT, NOON]);
    expect(draft.differs([NIGHT])).toBe(true);
    expect(draft.isOvertaken([NIGHT])).toBe(false);
  });

  it("is as the server has it when it is discarded", () => {
    const draft = new Draft();
    draft.edit([NIGHT], () => []);

    draft.discard();

    expect(draft.shown([NIGHT])).toEqual([hoursOf(NIGHT)]);
  });
});
