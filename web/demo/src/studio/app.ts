import type { Strings } from "@belfry/elements";
import { html, nothing, render, type TemplateResult } from "lit";
import type { Session } from "../session.js";
import { icon, type IconName } from "../view/icons.js";
import { studioMark } from "./drawings.js";
import { classes, kiln, shelf } from "./rooms.js";

/** The rooms of the studio's application. */
export const VIEWS = ["shelf", "kiln", "classes", "inbox"] as const;

export type View = (typeof VIEWS)[number];

const LABELS: Readonly<Record<View, string>> = {
  shelf: "Shelf",
  kiln: "Kiln",
  classes: "Classes",
  inbox: "Inbox",
};
const ICONS: Readonly<Record<View, IconName>> = {
  shelf: "shelf",
  kiln: "kiln",
  classes: "classes",
  inbox: "inbox",
};

export interface StudioOptions {
  readonly view: View;
  /** How the inbox is laid out: as in a panel, or as a page. */
  readonly layout: "panel" | "page";
  /** Where the toasts lie, and how many at the most. */
  readonly toasts: "top-end" | "bottom-end";
  readonly limit: number;
  /** Whether the page's title says how many are unread. */
  readonly countsInTitle?: boolean;
  readonly onView?: (view: View) => void;
}

/** The view that an address leads to; nothing for what is not this application's. */
export function viewOf(address: string): View | undefined {
  const { origin, pathname, searchParams } = new URL(address, location.href);
  return origin === location.origin && pathname === "/demo/"
    ? VIEWS.find((each) => each === searchParams.get("view"))
    : undefined;
}

/**
 * Greenware, a studio's shared shelf: the application of which Belfry is the notification center.
 */
export class StudioApp {
  readonly root = document.createElement("div");
  readonly #session: Session;
  readonly #options: StudioOptions;
  readonly #strings: Partial<Strings>;
  #view: View;
  #hasToasts = true;

  constructor(session: Session, options: StudioOptions) {
    this.#session = session;
    this.#options = options;
    this.#view = options.view;
    // There may be several users on a page.
    this.#strings = { notifications: `${session.user.name}’s notifications` };
    this.root.className = "app";
    this.root.addEventListener("belfry-navigate", (event) => this.#navigate(event));
    this.root.addEventListener("belfry-show-inbox", () => this.#go("inbox"));
    session.client.subscribe(() => this.#render());
    this.#render();
  }

  get view(): View {
    return this.#view;
  }

  /** Whether what arrives is shown in toasts. */
  set hasToasts(hasToasts: boolean) {
    this.#hasToasts = hasToasts;
    this.#render();
  }

  show(view: View): void {
    this.#view = view;
    this.#render();
  }

  #go(view: View): void {
    this.show(view);
    this.#options.onView?.(view);
  }

  /** What leads into this application is shown without leaving the page. */
  #navigate(event: Event): void {
    const { url } = (event as CustomEvent<{ readonly url: string }>).detail;
    const view = viewOf(url);
    if (view !== undefined) {
      event.preventDefault();
      this.root.querySelector("belfry-bell")?.hide();
      this.#go(view);
    }
  }

  #render(): void {
    const { user, client } = this.#session;
    render(
      html`
        <header class="app-bar">
          <span class="brand">${studioMark}<span>Greenware</span></span>
          <belfry-bell .client=${client} .strings=${this.#strings} toasts="none"></belfry-bell>
          <span class="avatar" data-user=${user.id} aria-hidden="true">
            ${user.name.slice(0, 1)}
          </span>
        </header>
        <nav class="app-nav" aria-label=${`Greenware of ${user.name}`}>
          ${VIEWS.map((each) => this.#tab(each))}
        </nav>
        ${
          this.#view === "inbox"
            ? this.#inbox()
            : html`
                <section
                  class="room"
                  tabindex="0"
                  aria-label=${`${LABELS[this.#view]} of ${user.name}`}
                >
                  ${this.#room()}
                </section>
              `
        }
        <belfry-toasts
          .client=${client}
          .strings=${this.#strings}
          position=${this.#hasToasts ? this.#options.toasts : "none"}
          limit=${this.#options.limit}
          ?title-count=${this.#options.countsInTitle === true}
        ></belfry-toasts>
      `,
      this.root,
    );
  }

  #tab(view: View): TemplateResult {
    const { unread } = this.#session.client.state.inbox;
    const count = view === "inbox" && unread > 0 ? unread : 0;
    return html`
      <button
        type="button"
        data-view=${view}
        aria-current=${view === this.#view ? "page" : nothing}
        @click=${() => this.#go(view)}
      >
        ${icon(ICONS[view])}<span>${LABELS[view]}</span>
        ${count === 0 ? nothing : html`<span class="tab-count">${count > 99 ? "99+" : count}</span>`}
      </button>
    `;
  }

  #inbox(): TemplateResult {
    return html`
      <div class="room inbox-room">
        <belfry-inbox .client=${this.#session.client} layout=${this.#options.layout}>
          <span slot="heading">${this.#session.user.name}’s inbox</span>
        </belfry-inbox>
      </div>
    `;
  }

  #room(): TemplateResult {
    const { user } = this.#session;
    switch (this.#view) {
      case "kiln":
        return kiln();
      case "classes":
        return classes();
      default:
        return shelf(user.id);
    }
  }
}
