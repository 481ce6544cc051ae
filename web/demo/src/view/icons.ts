import { html, type TemplateResult } from "lit";

/** Strokes on a 24 by 24 grid. */
const STROKES = {
  arrowDown: "M12 5v14M6 13l6 6l6-6",
  arrowUp: "M12 19V5M6 11l6-6l6 6",
  chevron: "M9 6l6 6l-6 6",
  classes: "M5 6h14v14H5zM5 10h14M9 3v4M15 3v4",
  close: "M6 6l12 12M18 6L6 18",
  copy: "M9 9h11v11H9zM5 15H4V4h11v1",
  cut: "M13 3L5 13.500h6L9.500 21L19 10h-6.500z",
  inbox: "M4 13l3-8h10l3 8v6H4zM4 13h5l1.500 3h3l1.500-3h5",
  kiln: "M12 3c1 4 6 6 6 11a6 6 0 0 1-12 0c0-2.500 1.500-4 2.500-5.500c.5 1.500 1.500 2 2 2.500c0-3 0-5.500 1.500-8z",
  moon: "M19.500 14.500A8 8 0 0 1 9.500 4.500a8 8 0 1 0 10 10z",
  offline:
    "M4 4l16 16M8.500 16.500a5 5 0 0 1 5.500-1M5 13a10 10 0 0 1 4-2.300M2 9.500a15 15 0 0 1 4-2.500M11 6a15 15 0 0 1 11 3.500M12 20h.01",
  online: "M8.500 16.500a5 5 0 0 1 7 0M5 13a10 10 0 0 1 14 0M2 9.500a15 15 0 0 1 20 0M12 20h.01",
  open: "M14 4h6v6M20 4l-9 9M18 14v6H4V6h6",
  pause: "M8 5v14M16 5v14",
  play: "M8 5l11 7l-11 7z",
  plus: "M12 5v14M5 12h14",
  shelf: "M3 20h18M3 11h18M7 11V7h4v4M14 20v-5h4v5",
  sun: "M12 8a4 4 0 1 0 0 8a4 4 0 1 0 0-8M12 2v2M12 20v2M2 12h2M20 12h2M5 5l1.500 1.500M17.500 17.500L19 19M5 19l1.500-1.500M17.500 6.500L19 5",
} as const;

export type IconName = keyof typeof STROKES;

/** A drawing for sighted users only: what it means must also be said in words. */
export function icon(name: IconName): TemplateResult {
  return html`<svg class="icon" viewBox="0 0 24 24" aria-hidden="true">
    <path d=${STROKES[name]}></path>
  </svg>`;
}
