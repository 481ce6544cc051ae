import { html, nothing, type TemplateResult } from "lit";
import type { ToastPosition } from "../bell/bell.js";
import type { Words } from "../strings/words.js";

const POSITIONS = ["top-end", "top-start", "bottom-end", "bottom-start", "none"] as const;

/** A position that there is: frameworks take a property back by `undefined`, attributes say anything. */
export function positionOf(said: unknown): ToastPosition {
  return POSITIONS.find((each) => each === said) ?? "top-end";
}

/** How a stack of toasts is to look. */
export interface Look {
  readonly words: Words;
  readonly position: ToastPosition;
  readonly isEmpty: boolean;
  /** How many there are that it has no room for. */
  readonly more: number;
  /** Whether these are shown all the same. */
  readonly isOpen: boolean;
}

/** What a user does to a stack. */
export interface StackListener {
  onMore(): void;
  onCloseAll(): void;
}

/** A stack of toasts, around the list that they are in. */
export function stack(look: Look, listener: StackListener): TemplateResult {
  const { words, position, isEmpty, isOpen, more } = look;
  const isAtTop = position.startsWith("top");
  const foot = more > 0 || isOpen ? footer(look, listener) : nothing;
  return html`<section
    part="stack"
    class=${isOpen ? "stack all" : "stack"}
    popover="manual"
    lang=${words.language}
    dir=${words.direction}
    data-position=${position}
    aria-label=${isEmpty ? nothing : words.say("notifications")}
    aria-keyshortcuts="F6"
  >
    ${isAtTop ? nothing : foot}
    <ol class="list" role="list"></ol>
    ${isAtTop ? foot : nothing}
  </section>`;
}

/** Where screen readers find what they speak; it is not seen. */
export function regions({ language, direction }: Words): TemplateResult {
  return html`<div class="for-readers" lang=${language} dir=${direction}>
    <div role="status" aria-atomic="false"></div>
    <div role="alert" aria-atomic="false"></div>
  </div>`;
}

function footer({ words, isOpen, more }: Look, listener: StackListener): TemplateResult {
  return html`<div class="foot">
    <button class="button" type="button" aria-expanded=${isOpen} @click=${listener.onMore}>
      ${isOpen ? words.say("showLess") : words.count("moreToasts", more)}
    </button>
    <button class="button" type="button" @click=${listener.onCloseAll}>
      ${words.say("closeAll")}
    </button>
  </div>`;
}
