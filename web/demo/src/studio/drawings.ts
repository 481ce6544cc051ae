import { html, svg, type SVGTemplateResult, type TemplateResult } from "lit";
import { FIRED_HOURS, FIRING, type Piece } from "./pieces.js";
import { PROFILES, outlineOf, type Profile } from "./pot.js";

const DIPPED = { thrown: 0, dry: 0, bisque: 0, glazed: 0.86, fired: 0.8 } as const;

/** A drawing of the piece as it stands on the shelf now. */
export function potDrawing({ shape, glaze, stage }: Piece): TemplateResult {
  const profile: Profile = PROFILES[shape];
  const dipped = DIPPED[stage];
  const { body, glaze: coat, mouth } = outlineOf(profile, dipped);
  return html`
    <svg class="pot" data-glaze=${glaze} data-stage=${stage} viewBox="0 0 96 96" aria-hidden="true">
      <ellipse class="shade" cx="48" cy="91" rx="26" ry="3.2"></ellipse>
      ${profile.handle === true ? handle(dipped > 0) : ""}
      <path class="clay" d=${body}></path>
      ${dipped > 0 ? svg`<path class="coat" d=${coat}></path>` : ""}
      ${profile.knob === true ? knob(mouth, dipped > 0) : opening(mouth)}
    </svg>
  `;
}

function handle(isGlazed: boolean): SVGTemplateResult {
  return svg`<path class=${isGlazed ? "handle coat" : "handle clay"} d="M70 40c17-3 21 26 1 32"></path>`;
}

function opening({ cx, cy, rx, ry }: ReturnType<typeof outlineOf>["mouth"]): SVGTemplateResult {
  return svg`<ellipse class="mouth" cx=${cx} cy=${cy} rx=${rx} ry=${ry}></ellipse>`;
}

function knob(
  { cx, cy, rx, ry }: ReturnType<typeof outlineOf>["mouth"],
  isGlazed: boolean,
): SVGTemplateResult {
  return svg`
    <g class=${isGlazed ? "coat" : "clay"}>
      <ellipse cx=${cx} cy=${cy} rx=${rx + 1.5} ry=${ry + 1.5}></ellipse>
      <path d="M${cx - rx} ${cy}Q${cx} ${cy - 16} ${cx + rx} ${cy}Z"></path>
      <circle cx=${cx} cy=${cy - 11} r="4"></circle>
    </g>
  `;
}

const CHART = { width: 300, height: 130, left: 30, top: 8, bottom: 18 } as const;
const HOTTEST = 1300;
const HOURS = 22;

/** The curve of the firing: what was planned, and how far it is. */
export function kilnChart(): TemplateResult {
  const done = FIRING.filter(([hour]) => hour <= FIRED_HOURS);
  const [hour = 0, celsius = 0] = done.at(-1) ?? [];
  return html`
    <svg class="chart" viewBox="0 0 ${CHART.width} ${CHART.height}" aria-hidden="true">
      ${[0, 400, 800, 1200].map(
        (each) => svg`
          <line class="rule" x1=${CHART.left} x2=${CHART.width} y1=${y(each)} y2=${y(each)}></line>
          <text x=${CHART.left - 5} y=${y(each) + 3} text-anchor="end">${each}</text>
        `,
      )}
      ${[0, 6, 12, 18].map(
        (each) => svg`
          <text x=${x(each)} y=${CHART.height - 4} text-anchor="middle">${each} h</text>
        `,
      )}
      <path class="area" d="${line(done)}V${y(0)}H${x(0)}Z"></path>
      <path class="plan" d=${line(FIRING)}></path>
      <path class="done" d=${line(done)}></path>
      <circle class="now" cx=${x(hour)} cy=${y(celsius)} r="4.5"></circle>
    </svg>
  `;
}

function line(points: typeof FIRING): string {
  return `M${points.map(([hour, celsius]) => `${x(hour)} ${y(celsius)}`).join("L")}`;
}

function x(hour: number): number {
  return Math.round(CHART.left + (hour / HOURS) * (CHART.width - CHART.left - 6));
}

function y(celsius: number): number {
  const room = CHART.height - CHART.top - CHART.bottom;
  return Math.round(CHART.top + room * (1 - celsius / HOTTEST));
}

/** The studio's mark: a pot on the wheel. */
export const studioMark: TemplateResult = html`
  <svg class="mark" viewBox="0 0 32 32" aria-hidden="true">
    <path d="M11 3h10v3c5 2 8 6 8 11c0 5-3 9-7 11H10c-4-2-7-6-7-11c0-5 3-9 8-11z"></path>
    <path class="line" d="M3.500 17c4-3 7 3 12.500 0s8.500 3 12.500 0"></path>
  </svg>
`;
