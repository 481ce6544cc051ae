import type { ListingState, State } from "@belfry/client";
import { html, nothing, type TemplateResult } from "lit";
import { icon } from "../icons.js";
import type { TextKey, Words } from "../strings/words.js";
import type { Deeds, Word } from "./deeds.js";
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

/** Grey lines where notifications will be, for the eye: {@link listNotice} says so to all others. */
export function skeleton(count = 5): TemplateResult {
  return html`<div aria-hidden="true">
    ${Array.from({ length: count }, () => html`<div class="bone"><i></i><b></b><s></s></div>`)}
  </div>`;
}

/** What is said of a list to those who do not see it change (WCAG 4.1.3). */
export function listNotice(
  { notifications: { length }, loading, more }: ListingState,
  isSearching: boolean,
  words: Words,
): string {
  if (loading && (isSearching || length === 0)) {
    return words.say("loading");
  }
  if (!isSearching) {
    return "";
  }
  return length === 0
    ? words.say("emptyFound")
    : words.say("found", { n: words.number(length) + (more ? "+" : "") });
}

/** What was done or refused, and the way to take it back. */
export function wordNotice(deeds: Deeds, words: Words, undo: (word: Word) => void): TemplateResult {
  const { word } = deeds;
  const wait = () => deeds.wait();
  return html`<div class="word" role="status">
    ${
      word === undefined
        ? nothing
        : html`<p @mouseenter=${wait} @mouseleave=${wait} @focusin=${wait} @focusout=${wait}>
            <span>${word.text}</span>
            ${
              word.undo === undefined
                ? nothing
                : html`<button type="button" class="text-button" @click=${() => undo(word)}>
                    ${words.say("undo")}
                  </button>`
            }
          </p>`
    }
  </div>`;
}

/** How the connection stands, unless it stands well. */
export function connectionNotice(state: State, words: Words): TemplateResult | typeof nothing {
  const texts: Partial<Record<State["status"], TextKey>> = {
    offline: "offline",
    reconnecting: "reconnecting",
    refused: "refused",
    closed: "refused",
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
