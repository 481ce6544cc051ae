import type { Action, Notification } from "@belfry/client";
import { html, nothing, type TemplateResult } from "lit";
import { face } from "../face.js";
import { icon } from "../icons.js";
import { safeUrl } from "../safe-url.js";
import type { Words } from "../strings/words.js";

/** What an item can be asked for. */
export interface ItemDeeds {
  /** @param leads whether also to where it leads, which the browser does itself otherwise */
  open(notification: Notification, leads: boolean): void;
  toggleRead(notification: Notification): void;
  toggleArchived(notification: Notification): void;
  press(notification: Notification, action: Action): void;
  /** Opens or closes what belongs to its card. */
  unfold(id: string): void;
  /** Opens the menu of all else. */
  menu(notification: Notification, opener: HTMLElement): void;
}

/** How an item is to be drawn. */
export interface ItemView {
  readonly words: Words;
  /** Epoch milliseconds. */
  readonly now: number;
  /** Its place in the list, from 1. */
  readonly place: number;
  /** How many there are; -1 when nobody knows. */
  readonly size: number;
  /** Whether the keyboard is at it. */
  readonly active: boolean;
  readonly unfolded: boolean;
  readonly hasMenu: boolean;
  /** The button that was pressed and not yet answered. */
  readonly pressed: string | undefined;
  /** Whose inbox it is. */
  readonly user: string | undefined;
}

/** One notification in a list. */
export function item(notification: Notification, view: ItemView, deeds: ItemDeeds): TemplateResult {
  const { id, type, read, priority, message, archived } = notification;
  const { words, active } = view;
  const tab = active ? 0 : -1;
  return html`<article
    part="item"
    class="item"
    tabindex=${tab}
    data-id=${id}
    data-type=${type}
    data-read=${read}
    data-priority=${priority}
    data-end-label=${words.say(read ? "markUnread" : "markRead")}
    data-start-label=${words.say(archived ? "unarchive" : "archive")}
    aria-posinset=${view.place}
    aria-setsize=${view.size}
    aria-labelledby=${`title-${id}`}
    aria-describedby=${`message-${id}`}
    @click=${(event: MouseEvent) => clicked(event, notification, deeds)}
  >
    <div class="card">
      <slot name=${`item-${id}`}>
        ${face(notification)}
        <div class="words">
          ${heading(notification, view, tab)}
          <p part="message" class="message" id=${`message-${id}`} dir="auto">${message}</p>
          ${meta(notification, view, tab, deeds)} ${answers(notification, view, tab, deeds)}
          ${view.unfolded ? members(notification, view) : nothing}
        </div>
      </slot>
      ${tools(notification, view, tab, deeds)}
    </div>
  </article>`;
}

/** A click on what has a meaning of its own is none on the item. */
function clicked(event: MouseEvent, notification: Notification, deeds: ItemDeeds): void {
  const path = event.composedPath();
  const inside = path.slice(0, path.indexOf(event.currentTarget as EventTarget));
  const hits = (what: string) =>
    inside.some((each) => each instanceof Element && each.matches(what));
  if (hits("a[data-href]")) {
    const isForBrowser = event.ctrlKey || event.metaKey || event.shiftKey;
    if (!isForBrowser) {
      event.preventDefault();
    }
    deeds.open(notification, !isForBrowser);
  } else if (!hits("button, a, input, select, textarea")) {
    deeds.open(notification, true);
  }
}

function heading(notification: Notification, view: ItemView, tab: number): TemplateResult {
  const { id, title, read, url, priority } = notification;
  const { words } = view;
  const href = safeUrl(url, document.baseURI);
  const pressing = priority === "high" || priority === "urgent";
  return html`<h3 part="title" class="title" id=${`title-${id}`}>
    ${read ? nothing : html`<span class="dot"></span><span class="for-readers">${words.say("isUnread")}: </span>`}
    ${pressing ? html`<span class="priority" data-priority=${priority}>${words.say(priority)}</span>` : nothing}
    ${
      href === undefined
        ? html`<bdi>${title}</bdi>`
        : html`<a href=${href} data-href tabindex=${tab}><bdi>${title}</bdi></a>`
    }
  </h3>`;
}

function meta(
  { id, timestamp, group, snoozedUntil }: Notification,
  { words, now, unfolded }: ItemView,
  tab: number,
  deeds: ItemDeeds,
): TemplateResult {
  const moment = new Date(timestamp).toISOString();
  const isCard = group !== undefined && group.count > 1;
  return html`<p class="meta">
    <time datetime=${moment} title=${words.moment(timestamp)}>${words.age(timestamp, now)}</time>
    ${
      snoozedUntil === undefined
        ? nothing
        : html`<span>${words.say("snoozedNow", { time: words.moment(snoozedUntil) })}</span>`
    }
    ${
      isCard
        ? html`<button
            type="button"
            class="fold"
            tabindex=${tab}
            aria-expanded=${unfolded}
            @click=${() => deeds.unfold(id)}
          >
            ${words.say(unfolded ? "showLess" : "showAll")} (${words.number(group.count)})
            ${icon("chevron")}
          </button>`
        : nothing
    }
  </p>`;
}

/** The latest of those that a card is made of. */
function members({ group }: Notification, { words, now }: ItemView): TemplateResult {
  return html`<ol class="members">
    ${group?.items.map(
      ({ at, title, message }) =>
        html`<li>
          <bdi>${title}</bdi>
          ${message === "" ? nothing : html`<span class="quiet" dir="auto">${message}</span>`}
          <time datetime=${new Date(at).toISOString()}>${words.age(at, now)}</time>
        </li>`,
    )}
  </ol>`;
}

/** The buttons of what is asked, or its answer. */
function answers(
  notification: Notification,
  { words, pressed, user }: ItemView,
  tab: number,
  deeds: ItemDeeds,
): TemplateResult | typeof nothing {
  const { actions = [], outcome } = notification;
  if (actions.length === 0) {
    return nothing;
  }
  if (outcome !== undefined) {
    const answer = actions.find(({ id }) => id === outcome.action)?.label ?? outcome.action;
    const isOther = outcome.by !== undefined && outcome.by !== user;
    return html`<p class="outcome">
      ${icon("check")}
      ${isOther ? words.say("answeredBy", { answer, name: outcome.by ?? "" }) : answer}
    </p>`;
  }
  return html`<div class="answers">
    ${actions.map(
      (action) =>
        html`<button
          part="action"
          type="button"
          class="button ${action.style ?? "secondary"}"
          tabindex=${tab}
          data-action=${action.id}
          aria-disabled=${pressed !== undefined}
          aria-busy=${pressed === action.id}
          @click=${() => deeds.press(notification, action)}
        >
          <bdi>${action.label}</bdi>
        </button>`,
    )}
  </div>`;
}

function tools(
  notification: Notification,
  { words, hasMenu }: ItemView,
  tab: number,
  deeds: ItemDeeds,
): TemplateResult {
  const { read, archived, title } = notification;
  const tool = (
    name: string,
    label: string,
    face: TemplateResult,
    then: (event: Event) => void,
    menu?: boolean,
  ) =>
    html`<button
      type="button"
      class="icon-button ${name}"
      tabindex=${tab}
      title=${label}
      aria-label=${`${label}: ${title}`}
      aria-haspopup=${menu === undefined ? nothing : "menu"}
      aria-expanded=${menu ?? nothing}
      @click=${then}
    >
      ${face}
    </button>`;
  return html`<div class="tools">
    ${tool(
      "toggle-read",
      words.say(read ? "markUnread" : "markRead"),
      icon(read ? "unread" : "check"),
      () => deeds.toggleRead(notification),
    )}
    ${tool(
      "toggle-archived",
      words.say(archived ? "unarchive" : "archive"),
      icon(archived ? "inbox" : "archive"),
      () => deeds.toggleArchived(notification),
    )}
    ${tool(
      "more",
      words.say("moreActions"),
      icon("more"),
      ({ currentTarget }) => deeds.menu(notification, currentTarget as HTMLElement),
      hasMenu,
    )}
  </div>`;
}
