/** A pot as a potter sees it: how far the wall is from the axis, at some heights from top to foot. */
export interface Profile {
  readonly wall: readonly (readonly [radius: number, y: number])[];
  readonly handle?: boolean;
  readonly knob?: boolean;
}

export const PROFILES = {
  moonJar: {
    wall: [
      [15, 14],
      [13.5, 20],
      [30, 32],
      [37, 50],
      [31, 70],
      [17, 86],
      [16, 90],
    ],
  },
  teaBowl: {
    wall: [
      [33, 36],
      [33, 48],
      [29, 64],
      [18, 78],
      [13, 82],
      [14, 90],
    ],
  },
  bottle: {
    wall: [
      [10, 8],
      [6, 14],
      [6, 30],
      [16, 44],
      [27, 58],
      [27, 76],
      [20, 90],
    ],
  },
  mug: {
    handle: true,
    wall: [
      [23, 30],
      [22, 48],
      [24, 70],
      [22, 84],
      [18, 90],
    ],
  },
  jar: {
    knob: true,
    wall: [
      [20, 30],
      [21, 34],
      [30, 44],
      [33, 58],
      [28, 78],
      [20, 90],
    ],
  },
  plate: {
    wall: [
      [42, 66],
      [38, 74],
      [24, 84],
      [18, 86],
      [18, 90],
    ],
  },
} as const satisfies Readonly<Record<string, Profile>>;

export type Shape = keyof typeof PROFILES;

/** The middle of a drawing of 96 by 96. */
const AXIS = 48;
const STEP = 1.5;
const RUNS = [0.9, 2.6, 1.4, 3.4, 1.2, 2.2, 0.8];

/** Outlines of a pot, as the path data of SVG. */
export interface Outline {
  readonly body: string;
  /** The part that was dipped, with its lower edge as the glaze ran. */
  readonly glaze: string;
  readonly mouth: Readonly<Record<"cx" | "cy" | "rx" | "ry", number>>;
}

/** @param dipped how much of its height the glaze covers, 0 to 1 */
export function outlineOf({ wall }: Profile, dipped: number): Outline {
  const [topRadius, top] = wall[0] ?? [0, 0];
  const bottom = wall.at(-1)?.[1] ?? top;
  const edge = top + (bottom - top) * dipped;
  return {
    body: around(wall, top, bottom, ""),
    glaze: around(wall, top, edge, drips(radiusAt(wall, edge), edge)),
    mouth: { cx: AXIS, cy: top, rx: topRadius, ry: topRadius * 0.2 },
  };
}

/** Down the right wall, over the lower edge, and up the left wall. */
function around(wall: Profile["wall"], from: number, to: number, edge: string): string {
  const heights: number[] = [];
  for (let y = from; y < to; y += STEP) {
    heights.push(y);
  }
  heights.push(to);
  const right = heights.map((y) => point(AXIS + radiusAt(wall, y), y));
  const left = heights.map((y) => point(AXIS - radiusAt(wall, y), y)).reverse();
  return `M${right.join("L")}${edge}L${left.join("L")}Z`;
}

/** The lower edge of the glaze, from right to left, as it ran. */
function drips(radius: number, y: number): string {
  const width = (2 * radius) / RUNS.length;
  return RUNS.map((run, index) => {
    const x = AXIS + radius - index * width;
    return `Q${point(x - width / 2, y + run * 2)} ${point(x - width, y)}`;
  }).join("");
}

/** The radius at a height: a smooth line through the points of the wall (Catmull-Rom). */
function radiusAt(wall: Profile["wall"], y: number): number {
  const at = Math.max(
    0,
    wall.findLastIndex(([, height]) => height <= y),
  );
  const [before, from, to, after] = [wall[at - 1], wall[at], wall[at + 1], wall[at + 2]];
  if (from === undefined || to === undefined) {
    return from?.[0] ?? 0;
  }
  const t = (y - from[1]) / (to[1] - from[1]);
  const [a, b, c, d] = [(before ?? from)[0], from[0], to[0], (after ?? to)[0]];
  const smooth =
    b + 0.5 * t * (c - a + t * (2 * a - 5 * b + 4 * c - d + t * (3 * (b - c) + d - a)));
  return Math.max(1, smooth);
}

function point(x: number, y: number): string {
  return `${x.toFixed(1)} ${y.toFixed(1)}`;
}
