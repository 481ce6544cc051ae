import { pausedUntil, quietUntil } from "@belfry/client";
import { html, nothing, type TemplateResult } from "lit";
import { icon } from "../icons.js";
import {
  PAUSES_H,
  lengthInWords,
  momentInWords,
  pauseFor,
  pauseUntil,
  tomorrowMs,
} from "./pause.js";
import type { Shown } from "./section.js";

/** Where the user pauses everything, and sees until when it is silent. */
export function pauseSection(shown: Shown): TemplateResult {
  const { words, view, nowMs, isLive, change } = shown;
  const pauseEndMs = pausedUntil(view, nowMs);
  const quietEndMs = quietUntil(view, nowMs);
  const said = (ms: number) => ({ time: momentInWords(ms, nowMs, words) });
  const pauses = [
    ...PAUSES_H.map((hours) => ({
      hours,
      text: lengthInWords(hours, words.language),
      patch: () => pauseFor(hours),
    })),
    {
      hours: "tomorrow",
      text: words.say("until", said(tomorrowMs(nowMs))),
      patch: () => pauseUntil(tomorrowMs(Date.now())),
    },
  ];
  return html`<section part="section" class="pause" aria-labelledby="pause-title">
    <h3 id="pause-title">${words.say("pauseTitle")}</h3>
    <p class="hint">${words.say("urgentOnly")}</p>
    <div role="status">
      ${
        pauseEndMs === undefined
          ? nothing
          : html`<p class="silence" data-silence="pause">
              ${icon("moon")}<span>${words.say("pausedUntil", said(pauseEndMs))}</span>
              <button
                class="button end"
                type="button"
                aria-disabled=${!isLive}
                @click=${() => change(pauseUntil(null), ".pause [data-hours]")}
              >
                ${words.say("endPause")}
              </button>
            </p>`
      }
      ${
        quietEndMs === undefined
          ? nothing
          : html`<p class="silence" data-silence="quiet">
              ${icon("moon")}${words.say("quietTitle")} ${words.say("until", said(quietEndMs))}
            </p>`
      }
    </div>
    ${
      pauseEndMs === undefined
        ? html`<div class="choices">
            ${pauses.map(
              ({ hours, text, patch }) =>
                html`<button
                  class="button"
                  type="button"
                  data-hours=${hours}
                  aria-disabled=${!isLive}
                  @click=${() => change(patch(), ".pause .end")}
                >
                  ${text}
                </button>`,
            )}
          </div>`
        : nothing
    }
  </section>`;
}
