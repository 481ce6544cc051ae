import type { Notification } from "@belfry/client";
import {
  html,
  nothing,
  type PropertyDeclarations,
  type PropertyValues,
  type TemplateResult,
} from "lit";
import { BelfryElement } from "../element.js";
import { controls } from "../styles/controls.js";
import { theme } from "../styles/theme.js";
import type { RenderItem } from "./custom-item.js";
import { Deeds } from "./deeds.js";
import { Feed } from "./feed.js";
import { inboxStyles } from "./inbox-styles.js";
import { ItemMenu } from "./item-menu.js";
import { itemKeys } from "./item-keys.js";
import { itemOf } from "./item-of.js";
import { itemStyles } from "./item-styles.js";
import { ListingController } from "./listing-controller.js";
import { menuStyles } from "./menu-styles.js";
import { noticeStyles } from "./notice-styles.js";
import {
  connectionNotice,
  emptyNotice,
  listNotice,
  problemNotice,
  skeleton,
  wordNotice,
} from "./notices.js";
import { RovingFocus } from "./roving-focus.js";
import { SearchController } from "./search.js";
import { Swipe } from "./swipe.js";
import { tool } from "./tool.js";
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
  readonly #feed = new Feed(this, this.#focus, this.#deeds, this.#menu);
  readonly #swipe = new Swipe((id, direction) => {
    const notification = this.#notification(id);
    if (notification !== undefined) {
      this.#deeds[direction === "end" ? "toggleRead" : "toggleArchived"](notification);
    }
  });
  readonly #keyed = itemKeys(this.#focus, this.#deeds, (id) => this.#notification(id));
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
    // A menu gives the focus back to its item, also to one that goes.
    this.#menu.follow(notifications);
    this.#focus.follow(notifications);
    super.update(changed);
  }

  protected override updated(): void {
    const template = this.querySelector<HTMLTemplateElement>(":scope > template[slot='item']");
    const { notifications } = this.#listing.state;
    this.#feed.showCustom(notifications, this.renderItem ?? template ?? undefined, this.#nowMs);
    // What these change is drawn next.
    queueMicrotask(() => {
      this.#looked();
      const { loading, more, problem } = this.#listing.state;
      if (this.#feed.isEndNear && more && !loading && problem === undefined) {
        this.#listing.loadMore();
      }
    });
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
        ${tool("back", this.words.say("back"), "back", () => this.#showPreferences(false))}
        <h2 id="heading">${this.words.say("settings")}</h2>
        ${this.#closer()}
      </header>
      <div class="scroller">
        <belfry-preferences
          embedded
          lang=${this.words.language}
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
        ${tool(
          "mark-all-read",
          words.say("markAllRead"),
          "checks",
          () => this.#deeds.markAllRead(),
          { disabled: unread === 0 },
        )}
        ${tool("search-button", words.say("search"), "search", () => void this.#search.toggle(), {
          pressed: this.#search.isOpen,
        })}
        ${tool("settings", words.say("settings"), "settings", () => this.#showPreferences(true))}
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
      ? tool("close", this.words.say("close"), "close", () => this.tell("belfry-hide"))
      : nothing;
  }

  #body(): TemplateResult {
    const { words } = this;
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
      <p class="for-readers" role="status">
        ${listNotice(this.#listing.state, this.#search.isSearching, words)}
      </p>
      ${wordNotice(this.#deeds, words, ({ id }) => {
        this.#focus.seek(id);
        this.#deeds.undo();
      })}`;
  }

  #list(): TemplateResult | typeof nothing {
    const { words } = this;
    const listing = this.#listing.state;
    const status = this.state?.status;
    const isEmpty = listing.notifications.length === 0;
    if (listing.problem !== undefined && status === "connected") {
      return html`${isEmpty ? nothing : this.#feed.render(listing, this.#nowMs)}
      ${problemNotice(words, () => this.#listing.again())}`;
    }
    if (isEmpty && (status === "closed" || status === "refused")) {
      return nothing;
    }
    // Of those that the server has, the newest can all be elsewhere.
    if (!isEmpty || listing.more) {
      return this.#feed.render(listing, this.#nowMs);
    }
    return listing.loading ? skeleton() : emptyNotice(this.tab, this.#search.isSearching, words);
  }

  readonly #entered = (event: Event): void => {
    const id = itemOf(event)?.dataset["id"];
    if (id !== undefined) {
      this.#focus.enter(id);
    }
  };

  #notification(id: string | undefined): Notification | undefined {
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
