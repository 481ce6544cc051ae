import { html, type TemplateResult } from "lit";
import { kilnChart, potDrawing } from "./drawings.js";
import { COURSES, SHELVES, STAGES, type Piece } from "./pieces.js";

/** The user's pieces, and how far each has come. */
export function shelf(userId: string): TemplateResult {
  const pieces = SHELVES[userId] ?? SHELVES["ann"] ?? [];
  const ready = pieces.filter(({ stage }) => stage === "fired").length;
  return html`
    <header class="room-head">
      <h3>Your shelf</h3>
      <p>${pieces.length} pieces, ${ready} fired</p>
    </header>
    <ul class="pieces">
      ${pieces.map(
        (piece) => html`
          <li class="piece">
            ${potDrawing(piece)}
            <div>
              <h4>${piece.name}</h4>
              <p>${piece.note}</p>
              ${stages(piece)}
            </div>
          </li>
        `,
      )}
    </ul>
  `;
}

function stages({ stage }: Piece): TemplateResult {
  const reached = STAGES.indexOf(stage);
  return html`
    <p class="progress">
      <span class="dots" aria-hidden="true">
        ${STAGES.map((_, index) => html`<i class=${index <= reached ? "reached" : ""}></i>`)}
      </span>
      ${stage}
    </p>
  `;
}

/** The firing that is under way. */
export function kiln(): TemplateResult {
  return html`
    <header class="room-head">
      <h3>Kiln 2</h3>
      <p>Glaze firing, cone 6</p>
    </header>
    <div class="kiln">
      <p class="reading">
        <strong>1,080 °C</strong><span>on the curve, 1,222 °C in 1½ hours</span>
      </p>
      ${kilnChart()}
      <dl class="facts">
        <div>
          <dt>Began</dt>
          <dd>6:30</dd>
        </div>
        <div>
          <dt>Top heat</dt>
          <dd>17:30</dd>
        </div>
        <div>
          <dt>Open from</dt>
          <dd>tomorrow, 6:00</dd>
        </div>
      </dl>
    </div>
    <h4 class="list-head">In it</h4>
    <ul class="lines">
      <li><span>Upper shelf</span><span>Tea bowl no. 12, tall bottle</span></li>
      <li><span>Middle shelf</span><span>Cider jar, nine tiles</span></li>
      <li><span>Lower shelf</span><span>Hana’s planters</span></li>
    </ul>
  `;
}

/** What is on in the studio this week. */
export function classes(): TemplateResult {
  return html`
    <header class="room-head">
      <h3>This week</h3>
      <p>In the studio, Mill Lane 4</p>
    </header>
    <ul class="courses">
      ${COURSES.map(
        ({ when, name, by, places }) => html`
          <li>
            <time>${when}</time>
            <h4>${name}</h4>
            <p>with ${by}</p>
            <span class="places" data-full=${places === "Full"}>${places}</span>
          </li>
        `,
      )}
    </ul>
  `;
}
