import type { Action } from "@belfry/client";
import { html, nothing, type TemplateResult } from "lit";
import { icon, typeIcon } from "../icons.js";
import { safeUrl } from "../safe-url.js";
import type { Words } from "../strings/words.js";
import { answerOf, titleOf } from "./telling.js";
import type { NotificationToast, RecapToast, RefusedToast, Toast } from "./toast.js";

/** What a user does to a card. */
export interface CardListener {
  /** Clicks the card. */
  onOpen(toast: NotificationToast | RecapToast, click: MouseEvent): void;
  onPress(toast: NotificationToast, action: Action): void;
  onClose(toast: Toast): void;
}

/** A toast as it looks. */
export function card(
  toast: Toast,
  isNewest: boolean,
  words: Words,
  listener: CardListener,
): TemplateResult {
  const title = titleOf(toast, words);
  return html`
    <li
      class="toast"
      part="toast"
      data-key=${toast.key}
      data-id=${toast.kind === "notification" ? toast.key : nothing}
      data-kind=${toast.kind}
      ?data-newest=${isNewest}
      data-type=${typeOf(toast)}
      data-priority=${toast.priority}
    >
      ${face(toast)}
      <div class="words">${contents(toast, words, listener)}</div>
      <button
        part="close"
        class="icon-button close"
        type="button"
        aria-label=${words.say("closeOne", { title })}
        @click=${() => listener.onClose(toast)}
      >
        ${icon("close")}
      </button>
    </li>
  `;
}

function contents(
  toast: Toast,
  words: Words,
  listener: CardListener,
): TemplateResult | readonly TemplateResult[] {
  switch (toast.kind) {
    case "notification":
      return ofNotification(toast, words, listener);
    case "recap":
      return ofRecap(toast, words, listener);
    case "refused":
      return ofRefused(toast, words);
  }
}

function ofNotification(
  toast: NotificationToast,
  words: Words,
  listener: CardListener,
): TemplateResult {
  const { notification, press, priority } = toast;
  const { title, message } = notification;
  const url = safeUrl(notification.url, location.href);
  const open = (click: MouseEvent) => listener.onOpen(toast, click);
  return html`
    ${
      priority === "high" || priority === "urgent"
        ? html`<span class="priority">${words.say(priority)}</span>`
        : nothing
    }
    ${
      url === undefined
        ? html`<button part="title" class="title" type="button" dir="auto" @click=${open}>
            ${title}
          </button>`
        : html`<a part="title" class="title" href=${url} dir="auto" @click=${open}>${title}</a>`
    }
    ${message === "" ? nothing : html`<p part="message" class="message" dir="auto">${message}</p>`}
    ${answers(toast, words, listener)}
    ${
      press?.state === "failed"
        ? html`<p class="problem">${words.say("notDone", { reason: press.reason })}</p>`
        : nothing
    }
  `;
}

function ofRecap(toast: RecapToast, words: Words, listener: CardListener): TemplateResult {
  return html`<button
    part="title"
    class="title"
    type="button"
    @click=${(click: MouseEvent) => listener.onOpen(toast, click)}
  >
    ${titleOf(toast, words)}
  </button>`;
}

function ofRefused(toast: RefusedToast, words: Words): TemplateResult {
  return html`<p part="title" class="title" dir="auto">${titleOf(toast, words)}</p>`;
}

/** The buttons, or what was answered by one. */
function answers(
  toast: NotificationToast,
  words: Words,
  listener: CardListener,
): TemplateResult | typeof nothing {
  const { notification, press } = toast;
  const { actions = [] } = notification;
  const answer = answerOf(toast, words);
  if (actions.length === 0) {
    return nothing;
  }
  if (answer !== undefined) {
    return html`<p class="answer">${icon("check")}<span dir="auto">${answer}</span></p>`;
  }
  const pending = press?.state === "pending" ? press.action : undefined;
  // Not disabled while one is pending: a disabled button loses the focus.
  return html`<div class="actions">
    ${actions.map(
      (action) =>
        html`<button
          part="action"
          class="button ${action.style ?? "secondary"}"
          type="button"
          data-action=${action.id}
          dir="auto"
          aria-disabled=${pending === undefined ? nothing : "true"}
          aria-busy=${pending === action.id ? "true" : nothing}
          @click=${() => pending === undefined && listener.onPress(toast, action)}
        >
          ${action.label}
        </button>`,
    )}
  </div>`;
}

/** A picture of whoever did it, else that of the notification, else the icon of its type. */
function face(toast: Toast): TemplateResult {
  if (toast.kind !== "notification") {
    return html`<span class="face">${icon(toast.kind === "recap" ? "inbox" : "error")}</span>`;
  }
  const { actor, icon: picture, type } = toast.notification;
  const avatar = safeUrl(actor?.avatar, location.href);
  const source = avatar ?? safeUrl(picture, location.href);
  return html`<span class="face">
    ${typeIcon(type)}
    ${
      source === undefined
        ? nothing
        : html`<img
            class=${avatar === undefined ? "picture" : "picture avatar"}
            src=${source}
            alt=""
            referrerpolicy="no-referrer"
            hidden
            @load=${({ target }: Event) => setHidden(target, false)}
            @error=${({ target }: Event) => setHidden(target, true)}
          />`
    }
  </span>`;
}

function setHidden(picture: EventTarget | null, isHidden: boolean): void {
  (picture as HTMLImageElement).hidden = isHidden;
}

function typeOf(toast: Toast): string {
  switch (toast.kind) {
    case "notification":
      return toast.notification.type;
    case "recap":
      return "system";
    case "refused":
      return "error";
  }
}
