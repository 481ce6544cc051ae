import type { Notification } from "@belfry/client";
import {
  html,
  nothing,
  type PropertyDeclarations,
  type PropertyValues,
  type TemplateResult,
} from "lit";
import { BelfryElement } from "../element.js";
import { icon, type IconName } from "../icons.js";
import type { TextKey } from "../strings/words.js";
import { controls } from "../styles/controls.js";
import { theme } from "../styles/theme.js";
import { byTemplate, type RenderItem } from "./custom-item.js";
import { Deeds } from "./deeds.js";
import { Feed } from "./feed.js";
import { inboxStyles } from "./inbox-styles.js";
import { ItemMenu } from "./item-menu.js";
import { itemStyles } from "./item-styles.js";
import { ListingController } from "./listing-controller.js";
import { menuStyles } from "./menu-styles.js";
import { noticeStyles } from "./notice-styles.js";
import { connectionNotice, emptyNotice, problemNotice, skeleton } from "./notices.js";
import { RovingFocus } from "./roving-focus.js";
import { SearchController } from "./search.js";
import { Swipe } from "./swipe.js";
import { filterOf, isTab, tabs, type Tab } from "./tabs.js";

const TICK_MS = 30_000;

/**
 * The list of a user's notifications, in a panel or as a page: it fills the box that it is given.
 *
 * @attr layout - `panel` (default) or `page`
 * @attr tab - `all` (default), `unread` or `archived`
 * @attr closable - whether it has a button to close it
 *
 * @fires belfry-navigate - before an address opens, `{notification, url}`; prevent the default to
 *   open it otherwise
 * @fires belfry-hide - the button to close it was pressed
 *
 * @slot heading - the title
 * @slot empty - what is shown when there is nothing
 * @slot item - a `<template>` by which each item is drawn
 *
 * @csspart head - the line with the title
 * @csspart item - a notification
 * @csspart title - its title
 * @csspart message - its message
 * @csspart action - a button of it
 * @csspart connection - what is said while there is no connection
 */
export class BelfryInbox extends BelfryElement {
  static override styles = [theme, controls, inboxStyles, noticeStyles, menuStyles, itemStyles];

  static override properties: PropertyDeclarations = {
    layout: { reflect: true },
    tab: { reflect: true },
    closable: { type: Boolean },
    renderItem: { attribute: false },
  };

  declare layout: "panel" | "page";
  declare tab: Tab;
  declare closable: boolean;
  /** Draws an item as the page wants it, in the light DOM. */
  declare renderItem: RenderItem | undefined;

  readonly #listing = new ListingController(this);
  readonly #focus = new RovingFocus(this);
  readonly #deeds = new Deeds(this);
  readonly #menu = new ItemMenu(this, this.#deeds);
  readonly #search = new SearchController(this);
  readonly #feed = new Feed(this, this.#focus, this.#deeds, this.#menu, () =>
    this.#listing.loadMore(),
  );
  readonly #swipe = new Swipe((id, direction) => {
    const notification = this.#notification(id);
    if (notification !== undefined) {
      this.#deeds[direction === "end" ? "toggleRead" : "toggleArchived"](notification);
    }
  });
  #showsPreferences = false;
  #nowMs = Date.now();
  #ticking: ReturnType<typeof setInterval> | undefined;

  constructor() {
    super();
    this.layout = "panel";
    this.tab = "all";
    this.closable = false;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#ticking = setInterval(() => this.#tick(), TICK_MS);
    document.addEventListener("visibilitychange", this.#looked);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearInterval(this.#ticking);
    document.removeEventListener("visibilitychange", this.#looked);
  }

  /** Gives the keyboard to the item it was at last; to the tabs when there is none. */
  override focus(): void {
    if (this.#focus.active === undefined) {
      this.renderRoot.querySelector<HTMLElement>("[role='tab'][aria-selected='true']")?.focus();
    } else {
      this.#focus.focus();
    }
  }

  protected override willUpdate(changed: PropertyValues): void {
    super.willUpdate(changed);
    if (!isTab(this.tab)) {
      this.tab = "all";
    }
  }

  protected override update(changed: PropertyValues): void {
    this.#listing.show(this.session, { ...filterOf(this.tab), ...this.#search.filter });
    const { notifications } = this.#listing.state;
    this.#focus.follow(notifications);
    this.#menu.follow(notifications);
    super.update(changed);
  }

  protected override updated(): void {
    this.#looked();
    const { notifications, loading, more, problem } = this.#listing.state;
    if (this.#feed.isEndNear && more && !loading && problem === undefined) {
      this.#listing.loadMore();
    }
    const template = this.querySelector<HTMLTemplateElement>(":scope > template[slot='item']");
    const draw = this.renderItem ?? (template ? byTemplate(template, this.words) : undefined);
    this.#feed.showCustom(notifications, draw, this.#nowMs);
  }

  protected override render(): TemplateResult {
    const { words } = this;
    return html`<section
      class="inbox"
      lang=${words.language}
      dir=${words.direction}
      aria-labelledby="heading"
    >
      ${this.#showsPreferences ? this.#preferences() : html`${this.#head()} ${this.#body()}`}
    </section>`;
  }

  #preferences(): TemplateResult {
    return html`<header part="head" class="head">
        ${this.#tool("back", "back", "back", () => this.#showPreferences(false))}
        <h2 id="heading">${this.words.say("settings")}</h2>
        ${this.#closer()}
      </header>
      <div class="scroller">
        <belfry-preferences
          embedded
          .client=${this.session}
          .strings=${this.strings}
        ></belfry-preferences>
      </div>`;
  }

  #head(): TemplateResult {
    const { words, state } = this;
    const unread = state?.inbox.unread ?? 0;
    return html`<header part="head" class="head">
        <h2 id="heading"><slot name="heading">${words.say("notifications")}</slot></h2>
        ${this.#tool("mark-all-read", "markAllRead", "checks", () => this.#deeds.markAllRead(), {
          disabled: unread === 0,
        })}
        ${this.#tool("search-button", "search", "search", () => void this.#search.toggle(), {
          pressed: this.#search.isOpen,
        })}
        ${this.#tool("settings", "settings", "settings", () => this.#showPreferences(true))}
        ${this.#closer()}
      </header>
      ${this.#search.render()}
      ${tabs(this.tab, unread, words, (tab) => {
        this.tab = tab;
      })}
      ${state === undefined ? nothing : connectionNotice(state, words)}`;
  }

  #closer(): TemplateResult | typeof nothing {
    return this.closable
      ? this.#tool("close", "close", "close", () => this.tell("belfry-hide"))
      : nothing;
  }

  #tool(
    name: string,
    label: TextKey,
    face: IconName,
    then: () => void,
    state: { readonly disabled?: boolean; readonly pressed?: boolean } = {},
  ): TemplateResult {
    const text = this.words.say(label);
    return html`<button
      type="button"
      class="icon-button ${name}"
      title=${text}
      aria-label=${text}
      aria-pressed=${state.pressed ?? nothing}
      ?disabled=${state.disabled}
      @click=${then}
    >
      ${icon(face)}
    </button>`;
  }

  #body(): TemplateResult {
    const { words } = this;
    const { word } = this.#deeds;
    return html`<div
        id="list"
        class="scroller"
        role="tabpanel"
        aria-labelledby=${`tab-${this.tab}`}
        data-scroller
        @focusin=${this.#entered}
        @keydown=${this.#keyed}
        @pointerdown=${this.#swipe.down}
        @pointermove=${this.#swipe.move}
        @pointerup=${this.#swipe.up}
        @pointercancel=${this.#swipe.up}
      >
        ${this.#list()}
      </div>
      ${this.#menu.render(this.#nowMs)}
      <div class="word" role="status">
        ${
          word === undefined
            ? nothing
            : html`<p>
                <span>${word.text}</span>
                ${
                  word.undo === undefined
                    ? nothing
                    : html`<button
                        type="button"
                        class="text-button"
                        @click=${() => this.#deeds.undo()}
                      >
                        ${words.say("undo")}
                      </button>`
                }
              </p>`
        }
      </div>`;
  }

  #list(): TemplateResult {
    const { words } = this;
    const listing = this.#listing.state;
    const isEmpty = listing.notifications.length === 0;
    if (listing.problem !== undefined && this.state?.status === "connected") {
      return html`${isEmpty ? nothing : this.#feed.render(listing, this.#nowMs)}
      ${problemNotice(words, () => this.#listing.again())}`;
    }
    if (!isEmpty) {
      return this.#feed.render(listing, this.#nowMs);
    }
    return listing.loading
      ? skeleton(words)
      : emptyNotice(this.tab, this.#search.isSearching, words);
  }

  readonly #entered = ({ target }: Event): void => {
    const id = idOf(target);
    if (id !== undefined) {
      this.#focus.enter(id);
    }
  };

  /** Keys that mean something to the item that has the focus itself. */
  readonly #keyed = (event: KeyboardEvent): void => {
    const id = idOf(event.target);
    const notification = id === undefined ? undefined : this.#notification(id);
    const { altKey, ctrlKey, metaKey, key } = event;
    if (notification === undefined || altKey || ctrlKey || metaKey) {
      return;
    }
    const deeds: Readonly<Record<string, () => void>> = {
      ArrowDown: () => this.#focus.move(1),
      ArrowUp: () => this.#focus.move(-1),
      PageDown: () => this.#focus.move(1),
      PageUp: () => this.#focus.move(-1),
      ...((event.target as Element).matches("[data-id]") && {
        Home: () => this.#focus.move(-Infinity),
        End: () => this.#focus.move(Infinity),
        Enter: () => this.#deeds.open(notification),
        Delete: () => this.#deeds.remove(notification),
        e: () => this.#deeds.toggleArchived(notification),
        u: () => this.#deeds.toggleRead(notification),
      }),
    };
    if (key in deeds) {
      event.preventDefault();
      deeds[key]?.();
    }
  };

  #notification(id: string): Notification | undefined {
    return this.#listing.state.notifications.find((each) => each.id === id);
  }

  #showPreferences(shows: boolean): void {
    this.#showsPreferences = shows;
    this.requestUpdate();
    void this.updateComplete.then(() =>
      this.renderRoot.querySelector<HTMLElement>(shows ? ".back" : ".settings")?.focus(),
    );
  }

  #tick(): void {
    this.#nowMs = Date.now();
    this.requestUpdate();
  }

  /** What is before the user's eyes is seen. */
  readonly #looked = (): void => {
    if (document.visibilityState === "visible" && this.checkVisibility()) {
      void this.session?.markSeen();
    }
  };
}

function idOf(target: EventTarget | null): string | undefined {
  return target instanceof Element
    ? target.closest<HTMLElement>("[data-id]")?.dataset["id"]
    : undefined;
}
