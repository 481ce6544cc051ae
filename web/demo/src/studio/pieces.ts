import type { Shape } from "./pot.js";

/** How far a piece has come; each stage follows the one before. */
export const STAGES = ["thrown", "dry", "bisque", "glazed", "fired"] as const;

export type Stage = (typeof STAGES)[number];

/** The glazes of the studio, by the names of their colours in the style sheet. */
export type Glaze = "celadon" | "cobalt" | "tenmoku" | "plum" | "snow" | "ochre";

/** A piece on the shelf. */
export interface Piece {
  readonly name: string;
  readonly shape: Shape;
  readonly glaze: Glaze;
  readonly stage: Stage;
  readonly note: string;
}

/** The shelf of each user, by id. */
export const SHELVES: Readonly<Record<string, readonly Piece[]>> = {
  ann: [
    {
      name: "Moon jar",
      shape: "moonJar",
      glaze: "snow",
      stage: "fired",
      note: "Ready to take home",
    },
    {
      name: "Tea bowl, no. 12",
      shape: "teaBowl",
      glaze: "celadon",
      stage: "glazed",
      note: "In kiln 2",
    },
    { name: "Tall bottle", shape: "bottle", glaze: "cobalt", stage: "glazed", note: "In kiln 2" },
    { name: "Four mugs", shape: "mug", glaze: "ochre", stage: "dry", note: "Bisque on Friday" },
  ],
  ben: [
    { name: "Cider jar", shape: "jar", glaze: "tenmoku", stage: "glazed", note: "In kiln 2" },
    { name: "Six mugs", shape: "mug", glaze: "tenmoku", stage: "bisque", note: "Choose a glaze" },
    {
      name: "Dinner plates",
      shape: "plate",
      glaze: "snow",
      stage: "thrown",
      note: "Turn the boards",
    },
    { name: "Oil bottle", shape: "bottle", glaze: "ochre", stage: "fired", note: "Sold" },
  ],
  carla: [
    { name: "Class bowls", shape: "teaBowl", glaze: "plum", stage: "bisque", note: "Nine of nine" },
    { name: "Demo jar", shape: "moonJar", glaze: "cobalt", stage: "fired", note: "On the window" },
    { name: "Lidded jar", shape: "jar", glaze: "celadon", stage: "dry", note: "Lid fits, barely" },
    {
      name: "Serving plate",
      shape: "plate",
      glaze: "plum",
      stage: "thrown",
      note: "Dries until Monday",
    },
  ],
};

/** A course in the studio's week. */
export interface Course {
  readonly when: string;
  readonly name: string;
  readonly by: string;
  readonly places: string;
}

export const COURSES: readonly Course[] = [
  { when: "Tue 18:30", name: "Throwing, first steps", by: "Carla", places: "2 places left" },
  { when: "Wed 10:00", name: "Open studio", by: "Goran", places: "Just come" },
  { when: "Thu 18:30", name: "Handles that hold", by: "Hana", places: "Full" },
  { when: "Sat 10:00", name: "Raku in the yard", by: "Emil", places: "2 places left" },
  { when: "Sun 14:00", name: "Mixing glazes", by: "Dora", places: "5 places left" },
];

/** The firing that is under way: hours since it began, and degrees Celsius. */
export const FIRING: readonly (readonly [hour: number, celsius: number])[] = [
  [0, 20],
  [2, 120],
  [4, 300],
  [6, 580],
  [8, 860],
  [9.5, 1080],
  [11, 1222],
  [12, 1222],
  [14, 980],
  [18, 520],
  [22, 180],
];

/** How far the firing is, in hours. */
export const FIRED_HOURS = 9.5;
