import { html, nothing, type TemplateResult } from "lit";
import { icon } from "../icons.js";
import { DAYS, dayName, week, weekend } from "./days.js";
import type { Draft } from "./draft.js";
import { held } from "../held.js";
import {
  MAX_WINDOWS,
  inWords,
  isSame,
  nights,
  problemOf,
  wholeDays,
  withDay,
  type Hours,
} from "./quiet-hours.js";
import type { Shown } from "./section.js";

/** What the user does with the hours that are shown. */
export interface HoursEditor {
  /** Puts other hours in the place of one window. */
  replace(index: number, hours: Hours): void;
  remove(index: number): void;
  add(hours: Hours): void;
  save(): void;
  discard(): void;
}

/** Where the user says at which hours of the week nothing interrupts. */
export function quietSection(shown: Shown, draft: Draft, editor: HoursEditor): TemplateResult {
  const { words, view, isLive } = shown;
  const { quietHours: saved = [] } = view.preferences;
  const hours = draft.shown(saved);
  return html`<section part="section" class="quiet" aria-labelledby="quiet-title">
    <h3 id="quiet-title">${words.say("quietTitle")}</h3>
    <p class="hint">
      ${view.timeZone === "" ? nothing : words.say("timesOf", { zone: view.timeZone })}
    </p>
    ${hours.map((each, index) => windowOf(each, index, shown, editor))}
    ${additions(hours, shown, editor)}
    ${
      draft.differs(saved)
        ? html`<div class="saving">
            <p class="hint" role="status">
              ${draft.isOvertaken(saved) ? words.say("overtaken") : nothing}
            </p>
            <button class="button discard" type="button" @click=${editor.discard}>
              ${words.say("discard")}
            </button>
            <button
              class="button primary save"
              type="button"
              aria-disabled=${!isLive}
              @click=${editor.save}
            >
              ${words.say("save")}
            </button>
          </div>`
        : nothing
    }
  </section>`;
}

function windowOf(
  hours: Hours,
  index: number,
  { words }: Shown,
  { replace, remove }: HoursEditor,
): TemplateResult {
  const text = inWords(hours, words);
  const problem = problemOf(hours);
  const time = (name: "from" | "to", label: string) =>
    html`<label>
      ${label}
      <input
        class="field"
        type="time"
        name=${name}
        .value=${held(hours[name])}
        aria-invalid=${problem === "timesWrong"}
        aria-describedby="problem-${index}"
        @input=${({ target }: Event) =>
          replace(index, { ...hours, [name]: (target as HTMLInputElement).value })}
      />
    </label>`;
  return html`<div
    class="window"
    role="group"
    aria-labelledby="hours-${index}"
    data-index=${index}
    data-problem=${problem ?? nothing}
  >
    <div class="hours">
      <strong id="hours-${index}">${text}</strong>
      <button
        class="icon-button remove"
        type="button"
        aria-label="${words.say("remove")}: ${text}"
        @click=${() => remove(index)}
      >
        ${icon("trash")}
      </button>
    </div>
    <div class="fields">
      <div class="days">
        ${week(words.language).map((day) => {
          const isIn = hours.days.includes(day);
          return html`<button
            class="day"
            type="button"
            data-day=${day}
            aria-pressed=${isIn}
            title=${dayName(day, words.language, "long")}
            @click=${() => replace(index, withDay(hours, day, !isIn))}
          >
            ${dayName(day, words.language, "short")}
          </button>`;
        })}
      </div>
      <div class="times">
        ${time("from", words.say("fromTime"))} ${time("to", words.say("toTime"))}
      </div>
    </div>
    <p class="problem" aria-live="polite" id="problem-${index}">${problem && words.say(problem)}</p>
  </div>`;
}

function additions(
  hours: readonly Hours[],
  { words }: Shown,
  { add }: HoursEditor,
): TemplateResult {
  const free = weekend(words.language);
  const presets = [
    ["nights", "everyNight", nights(DAYS)],
    ["weekends", "weekends", wholeDays(free)],
    ["own", "addHours", nights(DAYS.filter((day) => !free.includes(day)))],
  ] as const;
  return html`<div class="choices">
    ${presets.map(
      ([name, text, preset]) =>
        html`<button
          class="button add"
          type="button"
          data-preset=${name}
          ?disabled=${hours.length >= MAX_WINDOWS}
          ?hidden=${name !== "own" && hours.some((each) => isSame(each, preset))}
          @click=${() => add(preset)}
        >
          ${icon("plus")}${words.say(text)}
        </button>`,
    )}
  </div>`;
}
