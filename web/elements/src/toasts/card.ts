import type { Action } from "@belfry/client";
import { html, nothing, type TemplateResult } from "lit";
import { face } from "../face.js";
import { icon } from "../icons.js";
import { safeUrl } from "../safe-url.js";
import type { Words } from "../strings/words.js";
import { answerOf, titleOf } from "./telling.js";
import type { NotificationToast, Toast } from "./toast.js";

/** What a user does to a card. */
export interface CardListener {
  /** Clicks it. */
  onOpen(toast: Toast, click: MouseEvent): void;
  onPress(toast: NotificationToast, action: Action): void;
  onClose(toast: Toast): void;
}

/** What is in the card of a toast. */
export function card(
  toast: Toast,
  words: Words,
  user: string | undefined,
  listener: CardListener,
): TemplateResult {
  const isNotification = toast.kind === "notification";
  return html`
    ${isNotification ? face(toast.notification) : sign(toast)}
    <div class="words">
      ${title(toast, words, listener)}
      ${isNotification ? details(toast, words, user, listener) : nothing}
    </div>
    <button
      part="close"
      class="icon-button close"
      type="button"
      aria-label=${words.say("closeOne", { title: titleOf(toast, words) })}
      @click=${() => listener.onClose(toast)}
    >
      ${icon("close")}
    </button>
  `;
}

/** What a click on the card presses, where that does something. */
function title(toast: Toast, words: Words, listener: CardListener): TemplateResult {
  const { priority } = toast;
  const isPressing = priority === "high" || priority === "urgent";
  const text = html`${
      isPressing
        ? html`<span class="priority" data-priority=${priority}>${words.say(priority)}</span> `
        : nothing
    }<bdi>${titleOf(toast, words)}</bdi>`;
  if (toast.kind === "refused") {
    return html`<p part="title" class="title" dir="auto">${titleOf(toast, words)}</p>`;
  }
  const url =
    toast.kind === "notification" ? safeUrl(toast.notification.url, document.baseURI) : undefined;
  const open = (click: MouseEvent) => listener.onOpen(toast, click);
  return url === undefined
    ? html`<button part="title" class="title" type="button" @click=${open}>${text}</button>`
    : html`<a part="title" class="title" href=${url} @click=${open}>${text}</a>`;
}

function details(
  toast: NotificationToast,
  words: Words,
  user: string | undefined,
  listener: CardListener,
): TemplateResult {
  const { press } = toast;
  const { message } = toast.notification;
  return html`
    ${message === "" ? nothing : html`<p part="message" class="message" dir="auto">${message}</p>`}
    ${answers(toast, words, user, listener)}
    ${
      press?.state === "failed"
        ? html`<p class="problem">${words.say("notDone", { reason: press.reason })}</p>`
        : nothing
    }
  `;
}

/** The buttons, or what was answered by one. */
function answers(
  toast: NotificationToast,
  words: Words,
  user: string | undefined,
  listener: CardListener,
): TemplateResult | typeof nothing {
  const { notification, press } = toast;
  const { actions = [] } = notification;
  const answer = answerOf(toast, words, user);
  if (actions.length === 0) {
    return nothing;
  }
  if (answer !== undefined) {
    return html`<p class="outcome">${icon("check")}<bdi>${answer}</bdi></p>`;
  }
  const pending = press?.state === "pending" ? press.action : undefined;
  // Not disabled while one is pending: a disabled button loses the focus.
  return html`<div class="answers">
    ${actions.map(
      (action) =>
        html`<button
          part="action"
          type="button"
          class="button ${action.style ?? "secondary"}"
          data-action=${action.id}
          aria-disabled=${pending !== undefined}
          aria-busy=${pending === action.id}
          @click=${() => pending === undefined && listener.onPress(toast, action)}
        >
          <bdi>${action.label}</bdi>
        </button>`,
    )}
  </div>`;
}

/** The sign of what is no notification. */
function sign({ kind }: Toast): TemplateResult {
  return html`<span class="face">
    <span class="glyph">${icon(kind === "recap" ? "inbox" : "error")}</span>
  </span>`;
}
