import type { Channel, TypeChoices } from "@belfry/client";
import { html, nothing, type TemplateResult } from "lit";
import { icon } from "../icons.js";
import { ALL, CHANNELS, hasChoices, isMute, isOnForAll, speaking, toDefault } from "./choices.js";
import { switchOf, type Shown } from "./section.js";
import { categories } from "./types.js";

/** A row of the table: a type, or all types together. */
interface Row {
  readonly type: string;
  readonly name: string;
  /** The channels on which it speaks. */
  readonly on: readonly Channel[];
  /** What the server says of the type; nothing of all together. */
  readonly choices?: TypeChoices;
}

/** Which rows are open where there is no room for a table, and how that changes. */
export interface Opening {
  readonly open: ReadonlySet<string>;
  toggle(type: string): void;
}

/** Where the user says which types speak on which channels: a table, or a list of types that open. */
export function typesSection(shown: Shown, opening: Opening): TemplateResult {
  const { words, view } = shown;
  const all: Row = {
    type: ALL,
    name: words.say("all"),
    on: CHANNELS.filter((channel) => isOnForAll(view, channel)),
  };
  return html`<section part="section" class="types" aria-labelledby="types-title">
    <h3 id="types-title">${words.say("notifications")}</h3>
    <p class="hint">${words.say("typesText")}</p>
    <table part="table" role="table" aria-labelledby="types-title">
      <thead role="rowgroup">
        <tr role="row">
          ${["filterType" as const, ...CHANNELS].map(
            (column) => html`<th role="columnheader" scope="col">${words.say(column)}</th>`,
          )}
          <td role="cell"></td>
        </tr>
      </thead>
      <tbody role="rowgroup">
        ${rowOf(all, shown, opening)}
      </tbody>
      ${categories(view.types, words).map(
        ({ name, types }) =>
          html`<tbody role="rowgroup">
            ${
              name &&
              html`<tr role="row" class="category">
                <th role="rowheader" scope="rowgroup" colspan="7">${name}</th>
              </tr>`
            }
            ${types.map((each) => {
              const { type } = each.choices;
              return rowOf({ ...each, type, on: speaking(each.choices) }, shown, opening);
            })}
          </tbody>`,
      )}
    </table>
  </section>`;
}

function rowOf(row: Row, shown: Shown, { open, toggle }: Opening): TemplateResult {
  const { words, view, isLive, change } = shown;
  const { type, name, on, choices } = row;
  const isOpen = open.has(type);
  const isRequired = choices?.required === true;
  const label = html`<bdi>${name}</bdi>
    ${isRequired ? html`<small class="lock">${icon("lock")}${words.say("required")}</small>` : nothing}`;
  const spoken = on.map((channel) => words.say(channel));
  return html`<tr role="row" class="row ${isOpen ? "open" : ""}" data-row=${type}>
    <th role="rowheader" scope="row">
      <span class="name">${label}</span>
      <button class="opener" type="button" aria-expanded=${isOpen} @click=${() => toggle(type)}>
        <span>
          ${label}
          <small
            >${new Intl.ListFormat(words.language, { style: "narrow" }).format(spoken) || "–"}</small
          >
        </span>
        ${icon("chevron")}
      </button>
    </th>
    ${CHANNELS.map((channel) => {
      const text = words.say(channel);
      const isLocked = isRequired || (choices !== undefined && isMute(choices, channel));
      const shownSwitch = {
        label: `${name}: ${text}`,
        type,
        channel,
        isOn: on.includes(channel),
        isLocked,
      };
      return html`<td role="cell">
        <label><span>${text}</span>${switchOf(shownSwitch, shown)}</label>
      </td>`;
    })}
    <td role="cell" class="resetting">
      ${
        hasChoices(view, type) && !isRequired
          ? html`<button
              class="icon-button"
              type="button"
              data-reset=${type}
              title=${words.say("toDefault")}
              aria-label="${name}: ${words.say("toDefault")}"
              aria-disabled=${!isLive}
              @click=${() => change(toDefault(type), `[data-row="${type}"] .switch`)}
            >
              ${icon("reset")}<span>${words.say("toDefault")}</span>
            </button>`
          : nothing
      }
    </td>
  </tr>`;
}
