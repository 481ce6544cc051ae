const SVG = "http://www.w3.org/2000/svg";

/** Strokes on a 24 by 24 grid. */
const STROKES = {
  bell: "M6 16v-5a6 6 0 0 1 12 0v5l2 2H4zM10 21h4M12 3v2",
  check: "M5 12.5l4.5 4.5L19 7.5",
  close: "M6 6l12 12M18 6L6 18",
  comment: "M4 5h16v11H11l-5 4v-4H4z",
  dot: "M12 9a3 3 0 1 0 0 6a3 3 0 1 0 0-6",
  error: "M8 3h8l5 5v8l-5 5H8l-5-5V8zM9 9l6 6M15 9l-6 6",
  friend: "M9 5a3.5 3.5 0 1 0 0 7a3.5 3.5 0 1 0 0-7M3 20a6 6 0 0 1 12 0M18 8v6M15 11h6",
  heart: "M12 20l-7.5-7.5a4.6 4.6 0 0 1 6.5-6.5l1 1l1-1a4.6 4.6 0 0 1 6.5 6.5z",
  info: "M12 3a9 9 0 1 0 0 18a9 9 0 1 0 0-18M12 11v5.5M12 7.5v.5",
  mail: "M3 6h18v12H3zM3 7l9 7l9-7",
  system: "M4 7h9M17 7h3M15 5v4M4 17h3M11 17h9M9 15v4",
  trash: "M4 7h16M9 7V4h6v3M6 7l1 13h10l1-13M10 11v5M14 11v5",
  warning: "M12 4l9 16H3zM12 10v4.5M12 17v.5",
} as const;

export type IconName = keyof typeof STROKES;

const BY_TYPE: Readonly<Record<string, IconName>> = {
  comment: "comment",
  error: "error",
  friend_request: "friend",
  info: "info",
  like: "heart",
  message: "mail",
  success: "check",
  system: "system",
  warning: "warning",
};

/** A drawing for sighted users only: what it means must also be said in words. */
export function icon(name: IconName): SVGSVGElement {
  const drawing = document.createElementNS(SVG, "svg");
  drawing.setAttribute("viewBox", "0 0 24 24");
  drawing.setAttribute("aria-hidden", "true");
  const stroke = document.createElementNS(SVG, "path");
  stroke.setAttribute("d", STROKES[name]);
  drawing.append(stroke);
  return drawing;
}

/** The icon of a notification's type; a bell for types of the application's own. */
export function typeIcon(type: string): SVGSVGElement {
  return icon(BY_TYPE[type] ?? "bell");
}
