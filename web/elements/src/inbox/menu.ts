import type { Notification } from "@belfry/client";
import { html, nothing, type TemplateResult } from "lit";
import { icon, type IconName } from "../icons.js";
import type { Words } from "../strings/words.js";
import { snoozeTimes } from "./snooze-times.js";

/** What an item's menu can be asked for. */
export interface MenuDeeds {
  toggleRead(notification: Notification): void;
  toggleArchived(notification: Notification): void;
  snooze(notification: Notification, until: number): void;
  remove(notification: Notification): void;
}

/** All that can be done with one notification (WAI-ARIA Authoring Practices, menu). */
export function menuItems(
  notification: Notification,
  words: Words,
  nowMs: number,
  deeds: MenuDeeds,
): TemplateResult {
  const { read, archived } = notification;
  const entry = (face: IconName | undefined, label: string, then: () => void, detail?: string) =>
    html`<button type="button" role="menuitem" class="entry" tabindex="-1" @click=${then}>
      ${face === undefined ? html`<span></span>` : icon(face)}
      <span>${label}</span>
      ${detail === undefined ? nothing : html`<span class="quiet">${detail}</span>`}
    </button>`;
  return html`
    ${entry(read ? "unread" : "check", words.say(read ? "markUnread" : "markRead"), () =>
      deeds.toggleRead(notification),
    )}
    ${entry(archived ? "inbox" : "archive", words.say(archived ? "unarchive" : "archive"), () =>
      deeds.toggleArchived(notification),
    )}
    <div role="group" aria-labelledby="snooze">
      <p id="snooze" class="entry quiet">${icon("clock")}<span>${words.say("snooze")}</span></p>
      ${snoozeTimes(nowMs).map(({ label, until }) =>
        entry(
          undefined,
          words.say(label),
          () => deeds.snooze(notification, until),
          words.soon(until),
        ),
      )}
    </div>
    ${entry("trash", words.say("remove"), () => deeds.remove(notification))}
  `;
}

/** Moves the focus among the entries of a menu, as its keys say. */
export function moveInMenu(menu: HTMLElement, event: KeyboardEvent): void {
  const entries = [...menu.querySelectorAll<HTMLElement>("[role='menuitem']")];
  const at = entries.findIndex((each) => each.matches(":focus"));
  const next = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: entries.length - 1 }[event.key];
  if (next !== undefined) {
    event.preventDefault();
    entries[(next + entries.length) % entries.length]?.focus();
  }
}
