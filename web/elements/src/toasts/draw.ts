import { html, nothing, type TemplateResult } from "lit";
import { repeat } from "lit/directives/repeat.js";
import type { Words } from "../strings/words.js";
import { card, type CardListener } from "./card.js";
import type { Speaker, Speech } from "./speaker.js";
import type { Shown } from "./stack.js";

/** How a stack of toasts is drawn. */
export interface Look {
  readonly words: Words;
  /** Such as `top-end`. */
  readonly position: string;
  /** Whether also those are shown that there is no room for. */
  readonly isOpen: boolean;
}

/** What a user does to a stack. */
export interface StackListener extends CardListener {
  onMore(): void;
  onCloseAll(): void;
}

/** A stack of toasts, whose newest is next to the edge; it is read from top to bottom. */
export function stack(
  { toasts, more }: Shown,
  { words, position, isOpen }: Look,
  listener: StackListener,
): TemplateResult {
  const isAtTop = position.startsWith("top");
  const list = html`<ol class="list" role="list">
    ${repeat(
      isAtTop ? toasts : toasts.toReversed(),
      ({ key }) => key,
      (toast) => card(toast, toast === toasts[0], words, listener),
    )}
  </ol>`;
  const foot = more > 0 || isOpen ? footer(more, words, isOpen, listener) : nothing;
  return html`<section
    class=${isOpen ? "stack all" : "stack"}
    popover="manual"
    lang=${words.language}
    dir=${words.direction}
    data-position=${position}
    aria-label=${toasts.length > 0 ? words.say("notifications") : nothing}
    aria-keyshortcuts="F6"
  >
    ${isAtTop ? [list, foot] : [foot, list]}
  </section>`;
}

/** What screen readers speak, before anything is seen. */
export function speeches({ polite, pressing }: Speaker, words: Words): TemplateResult {
  return html`<div class="for-readers" lang=${words.language} dir=${words.direction}>
    <div role="status" aria-atomic="false">${each(polite)}</div>
    <div role="alert" aria-atomic="false">${each(pressing)}</div>
  </div>`;
}

function footer(
  more: number,
  words: Words,
  isOpen: boolean,
  listener: StackListener,
): TemplateResult {
  return html`<div class="foot">
    <button
      class="button more"
      type="button"
      aria-expanded=${isOpen}
      @click=${() => listener.onMore()}
    >
      ${isOpen ? words.say("showLess") : words.count("moreToasts", more)}
    </button>
    <button class="button close-all" type="button" @click=${() => listener.onCloseAll()}>
      ${words.say("closeAll")}
    </button>
  </div>`;
}

function each(said: readonly Speech[]): unknown {
  return repeat(
    said,
    ({ key }) => key,
    ({ text }) => html`<p>${text}</p>`,
  );
}
