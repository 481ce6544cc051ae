import { describe, expect, it } from "vitest";
import { PROFILES, outlineOf } from "../src/studio/pot.js";

/** All points of some path data. */
function points(path: string): readonly (readonly [number, number])[] {
  return [...path.matchAll(/(-?[\d.]+) (-?[\d.]+)/g)].map(([, x, y]) => [Number(x), Number(y)]);
}

describe.each(Object.entries(PROFILES))("the outline of a %s", (_, profile) => {
  const { body, glaze } = outlineOf(profile, 0.8);
  const top = profile.wall[0][1];

  it("is within its picture, and from its rim to its foot", () => {
    const heights = points(body).map(([, y]) => y);

    expect(Math.min(...heights)).toBe(top);
    expect(Math.max(...heights)).toBe(90);
    expect(points(body).every(([x]) => x >= 0 && x <= 96)).toBe(true);
  });

  it("is the same to both sides", () => {
    const sum = points(body).reduce((total, [x]) => total + x - 48, 0);

    expect(sum).toBeCloseTo(0, 0);
  });

  it("is glazed as far as it was dipped", () => {
    const lowest = Math.max(...points(glaze).map(([, y]) => y));

    // Beyond the edge are the drips.
    expect(lowest).toBeCloseTo(top + (90 - top) * 0.8 + 6.8, 1);
  });
});
