import type { Filter } from "@belfry/client";
import { html, nothing, type TemplateResult } from "lit";
import type { TextKey, Words } from "../strings/words.js";

/** Which part of the inbox is shown. */
export type Tab = "all" | "unread" | "archived";

const TABS: Readonly<Record<Tab, { readonly label: TextKey; readonly filter: Filter }>> = {
  all: { label: "all", filter: {} },
  unread: { label: "unreadTab", filter: { unread: true } },
  archived: { label: "archived", filter: { archived: true } },
};
const NAMES = Object.keys(TABS) as readonly Tab[];

export function filterOf(tab: Tab): Filter {
  return TABS[tab].filter;
}

export function isTab(name: string): name is Tab {
  return name in TABS;
}

/** The row of tabs (WAI-ARIA Authoring Practices, tabs with automatic activation). */
export function tabs(
  chosen: Tab,
  unread: number,
  words: Words,
  choose: (tab: Tab) => void,
): TemplateResult {
  const moved = (event: KeyboardEvent) => {
    const by = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    const row = event.currentTarget as HTMLElement;
    if (by !== undefined) {
      const step = words.direction === "rtl" ? -by : by;
      const next = (NAMES.indexOf(chosen) + step + NAMES.length) % NAMES.length;
      event.preventDefault();
      choose(NAMES[next] ?? "all");
      row.querySelectorAll<HTMLElement>("[role='tab']")[next]?.focus();
    }
  };
  return html`<div
    role="tablist"
    class="tabs"
    aria-label=${words.say("notifications")}
    @keydown=${moved}
  >
    ${NAMES.map(
      (tab) =>
        html`<button
          type="button"
          role="tab"
          id=${`tab-${tab}`}
          data-tab=${tab}
          aria-controls="list"
          aria-selected=${tab === chosen}
          tabindex=${tab === chosen ? 0 : -1}
          @click=${() => choose(tab)}
        >
          ${words.say(TABS[tab].label)}
          ${
            tab === "unread" && unread > 0
              ? html`<span class="count">${words.number(unread)}</span>`
              : nothing
          }
        </button>`,
    )}
  </div>`;
}
