import { svg, type SVGTemplateResult } from "lit";

/** Strokes on a 24 by 24 grid. */
const STROKES = {
  archive: "M4 8h16v11H4zM3 4h18v4H3zM10 12h4",
  back: "M15 5l-7 7l7 7",
  bell: "M6 16v-5a6 6 0 0 1 12 0v5l2 2H4zM10 21h4M12 3v2",
  check: "M5 12.5l4.5 4.5L19 7.5",
  checks: "M2 13l4.5 4.5L16 8M12 16.5l1 1L22.5 8",
  chevron: "M6 9l6 6l6-6",
  clock: "M12 4a8 8 0 1 0 0 16a8 8 0 1 0 0-16M12 8v4.5l3 2",
  close: "M6 6l12 12M18 6L6 18",
  comment: "M4 5h16v11H11l-5 4v-4H4z",
  error: "M8 3h8l5 5v8l-5 5H8l-5-5V8zM9 9l6 6M15 9l-6 6",
  friend: "M9 5a3.5 3.5 0 1 0 0 7a3.5 3.5 0 1 0 0-7M3 20a6 6 0 0 1 12 0M18 8v6M15 11h6",
  heart: "M12 20l-7.5-7.5a4.6 4.6 0 0 1 6.5-6.5l1 1l1-1a4.6 4.6 0 0 1 6.5 6.5z",
  inbox: "M4 13l3-8h10l3 8v6H4zM4 13h5l1.5 3h3L15 13h5",
  info: "M12 3a9 9 0 1 0 0 18a9 9 0 1 0 0-18M12 11v5.5M12 7.5v.5",
  mail: "M3 6h18v12H3zM3 7l9 7l9-7",
  more: "M5.5 12h.1M12 12h.1M18.5 12h.1",
  offline:
    "M4 4l16 16M8.5 16.5a5 5 0 0 1 5.5-1M5 13a10 10 0 0 1 4-2.3M2 9.5a15 15 0 0 1 4-2.5M11 6a15 15 0 0 1 11 3.5M12 20h.01",
  search: "M11 5a6 6 0 1 0 0 12a6 6 0 1 0 0-12M15.5 15.5L20 20",
  settings: "M4 7h9M17 7h3M15 5v4M4 17h3M11 17h9M9 15v4",
  trash: "M4 7h16M9 7V4h6v3M6 7l1 13h10l1-13M10 11v5M14 11v5",
  unread: "M12 8a4 4 0 1 0 0 8a4 4 0 1 0 0-8",
  warning: "M12 4l9 16H3zM12 10v4.5M12 17v.5",

  lock: "M6 11h12v9H6zM8.5 11V8a3.5 3.5 0 0 1 7 0v3",
  moon: "M19.5 14.5A8 8 0 0 1 9.5 4.5a8 8 0 1 0 10 10z",
  plus: "M12 5v14M5 12h14",
  reset: "M5 5v5h5M5.5 10a7.5 7.5 0 1 1-1 4.5",
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
  system: "settings",
  warning: "warning",
};

/** A drawing for sighted users only: what it means must also be said in words. */
export function icon(name: IconName): SVGTemplateResult {
  return svg`<svg viewBox="0 0 24 24" aria-hidden="true"><path d=${STROKES[name]}></path></svg>`;
}

/** The icon of a notification's type; a bell for types of the application's own. */
export function typeIcon(type: string): SVGTemplateResult {
  return icon(BY_TYPE[type] ?? "bell");
}
