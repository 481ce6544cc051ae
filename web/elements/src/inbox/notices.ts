import type { State } from "@belfry/client";
import { html, nothing, type TemplateResult } from "lit";
import { icon } from "../icons.js";
import type { TextKey, Words } from "../strings/words.js";
import type { Tab } from "./tabs.js";

/** What an empty list says. */
export function emptyNotice(tab: Tab, isFiltered: boolean, words: Words): TemplateResult {
  const texts: Readonly<Record<Tab, TextKey>> = {
    all: "emptyText",
    unread: "emptyUnread",
    archived: "emptyArchived",
  };
  return html`<slot name="empty">
    <div class="notice">
      ${icon(isFiltered ? "search" : "bell")}
      ${
        tab === "all" && !isFiltered
          ? html`<p class="notice-title">${words.say("emptyTitle")}</p>`
          : nothing
      }
      <p>${words.say(isFiltered ? "emptyFound" : texts[tab])}</p>
    </div>
  </slot>`;
}

/** What could not be loaded, and the way to try it again. */
export function problemNotice(words: Words, again: () => void): TemplateResult {
  return html`<div class="notice" role="alert">
    ${icon("warning")}
    <p>${words.say("failed")}</p>
    <button type="button" class="button" @click=${again}>${words.say("tryAgain")}</button>
  </div>`;
}

/** Grey lines where notifications will be. */
export function skeleton(words: Words, count = 5): TemplateResult {
  return html`<div class="skeleton" role="status" aria-label=${words.say("loading")}>
    ${Array.from({ length: count }, () => html`<div class="bone"><i></i><b></b><s></s></div>`)}
  </div>`;
}

/** How the connection stands, unless it stands well. */
export function connectionNotice(state: State, words: Words): TemplateResult | typeof nothing {
  const texts: Partial<Record<State["status"], TextKey>> = {
    offline: "offline",
    reconnecting: "reconnecting",
    refused: "refused",
  };
  const text = texts[state.status];
  return html`<div role="status">
    ${
      text === undefined
        ? nothing
        : html`<p part="connection" class="connection" data-status=${state.status}>
            ${icon("offline")}<span>${words.say(text)}</span>
            ${state.waiting > 0 ? html`<span>${words.count("waiting", state.waiting)}</span>` : nothing}
          </p>`
    }
  </div>`;
}
