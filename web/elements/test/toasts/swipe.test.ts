import { describe, expect, it } from "vitest";
import { sideOf, Swipe, type Side } from "../../src/toasts/swipe.js";

const WIDTH = 400;

/** A finger that goes to `x` in steps of a pixel, each in so many milliseconds. */
function swiped(x: number, side: Side, msPerPx = 10, y = 0): Swipe {
  const swipe = new Swipe({ x: 0, y: 0, atMs: 0 }, side, WIDTH);
  for (let step = 1; step <= Math.abs(x); step += 1) {
    const part = step / Math.abs(x);
    swipe.move({ x: x * part, y: y * part, atMs: step * msPerPx });
  }
  return swipe;
}

describe("a swipe", () => {
  it("begins after some pixels sideways; before that it is a tap", () => {
    expect(swiped(8, 1).begun).toBe(false);
    expect(swiped(8, 1).offset).toBe(0);
    expect(swiped(9, 1).begun).toBe(true);
    expect(swiped(9, 1).offset).toBe(9);
  });

  it("is none when the finger goes up or down", () => {
    expect(swiped(20, 1, 10, 40).begun).toBe(false);
  });

  it("dismisses when it went far, to the side of the toast alone", () => {
    expect(swiped(161, 1).dismisses).toBe(true);
    expect(swiped(159, 1).dismisses).toBe(false);
    expect(swiped(-300, 1).dismisses).toBe(false);
    expect(swiped(-161, -1).dismisses).toBe(true);
    expect(swiped(161, 0).dismisses).toBe(true);
    expect(swiped(-161, 0).dismisses).toBe(true);
  });

  it("dismisses when it was a flick", () => {
    expect(swiped(30, 1, 1).dismisses).toBe(true);
    expect(swiped(-30, 1, 1).dismisses).toBe(false);
  });

  it("does not dismiss what was drawn back", () => {
    const swipe = swiped(200, 1);
    swipe.move({ x: 150, y: 0, atMs: 2_010 });
    expect(swipe.dismisses).toBe(false);
  });

  it("goes along only a little to the other side", () => {
    expect(swiped(-100, 1).offset).toBeCloseTo(-15);
  });
});

describe("the side to which toasts go", () => {
  it.each<[string, "ltr" | "rtl", boolean, Side]>([
    ["top-end", "ltr", false, 1],
    ["bottom-end", "ltr", false, 1],
    ["top-start", "ltr", false, -1],
    ["top-end", "rtl", false, -1],
    ["bottom-start", "rtl", false, 1],
    ["top-end", "rtl", true, 0],
  ])("at %s, %s, is that of their edge", (position, direction, isWide, side) => {
    expect(sideOf(position, direction, isWide)).toBe(side);
  });
});
