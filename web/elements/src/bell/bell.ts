import type { BelfryClient } from "@belfry/client";
import {
  html,
  nothing,
  type PropertyDeclarations,
  type PropertyValues,
  type TemplateResult,
} from "lit";
import { BelfryElement } from "../element.js";
import type { BelfryInbox } from "../inbox/inbox.js";
import { icon } from "../icons.js";
import { controls } from "../styles/controls.js";
import { theme } from "../styles/theme.js";
import { badgeText } from "./badge.js";
import { bellStyles } from "./bell-styles.js";
import { keepPlaced, place } from "../place.js";

const TOAST_PARTS =
  "stack: toasts, toast, title: toast-title, message: toast-message, action: toast-action, close: toast-close";
const INBOX_PARTS = "head, item, title, message, action, connection";

/** Where toasts appear, or that they do not. */
export type ToastPosition = "top-end" | "top-start" | "bottom-end" | "bottom-start" | "none";

/**
 * A button with the number of unread notifications; pressed, it opens the inbox. Toasts and sound
 * come with it.
 *
 * @attr open - whether the inbox is open
 * @attr toasts - where they appear: `top-end` (default), `top-start`, `bottom-end`, `bottom-start`, `none`
 * @attr muted - neither sound, nor vibration, nor notifications of the operating system
 * @attr title-count - the page's title begins with the number
 *
 * @fires belfry-open - the inbox was opened
 * @fires belfry-close - the inbox was closed
 *
 * @slot - the picture of the button, instead of the bell
 * @slot inbox - an inbox of the page's own, instead of the usual one
 * @slot heading - the title of the inbox
 * @slot empty - what the inbox shows when there is nothing
 *
 * @csspart button - the button
 * @csspart badge - the number
 * @csspart panel - what opens
 * @csspart head - the line with the inbox's title; `item`, `title`, `message`, `action` and `connection` are
 *   the inbox's, too
 * @csspart toasts - all toasts
 * @csspart toast - one; `toast-title`, `toast-message`, `toast-action` and `toast-close` are in it
 */
export class BelfryBell extends BelfryElement {
  static override styles = [theme, controls, bellStyles];

  static override properties: PropertyDeclarations = {
    open: { type: Boolean, reflect: true },
    toasts: {},
    muted: { type: Boolean },
    titleCount: { attribute: "title-count", type: Boolean },
  };

  declare open: boolean;
  declare toasts: ToastPosition;
  declare muted: boolean;
  declare titleCount: boolean;

  #isOpening = false;
  /** What an inbox of the page's own was given to show. */
  #lent: BelfryClient | undefined;
  #unplace: (() => void) | undefined;

  constructor() {
    super();
    this.open = false;
    this.toasts = "top-end";
    this.muted = false;
    this.titleCount = false;
  }

  show(): void {
    this.open = true;
  }

  hide(): void {
    this.open = false;
  }

  toggle(): void {
    this.open = !this.open;
  }

  get #button(): HTMLButtonElement | null {
    return this.renderRoot.querySelector("button");
  }

  get #panel(): HTMLElement | null {
    return this.renderRoot.querySelector(".panel");
  }

  /** That of the page, in the slot. */
  get #ownInbox(): BelfryInbox | null {
    return this.querySelector(":scope > belfry-inbox[slot='inbox']");
  }

  /** The browser closes what is taken out of the page, and tells nobody. */
  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#unplace?.();
    if (this.open) {
      this.open = false;
      this.tell("belfry-close");
    }
  }

  protected override updated(changed: PropertyValues): void {
    this.#adopt();
    const panel = this.#panel;
    // Frameworks take a property back by `undefined`.
    const isOpen = Boolean(this.open);
    if (changed.has("open") && this.isConnected && panel?.matches(":popover-open") !== isOpen) {
      panel?.togglePopover(isOpen);
    }
  }

  protected override render(): TemplateResult {
    const { words } = this;
    const unread = this.state?.inbox.unread ?? 0;
    const counted = unread === 0 ? words.say("noneUnread") : words.count("unread", unread);
    const badge = badgeText(unread);
    return html`
      <button
        part="button"
        class="bell"
        type="button"
        aria-haspopup="dialog"
        aria-expanded=${Boolean(this.open)}
        aria-label=${`${words.say("notifications")}: ${counted}`}
        popovertarget="panel"
      >
        <slot>${icon("bell")}</slot>
        ${badge === "" ? nothing : html`<span part="badge" class="badge" aria-hidden="true">${badge}</span>`}
      </button>
      <div
        part="panel"
        id="panel"
        class="panel"
        popover
        role="dialog"
        aria-label=${words.say("notifications")}
        lang=${words.language}
        dir=${words.direction}
        @beforetoggle=${({ newState }: ToggleEvent) => this.#prepare(newState)}
        @toggle=${() => void this.#toggled()}
        @belfry-navigate=${() => this.hide()}
        @belfry-hide=${() => this.hide()}
      >
        <slot name="inbox" @slotchange=${() => this.requestUpdate()}>${this.#inbox()}</slot>
      </div>
      <belfry-toasts
        exportparts=${TOAST_PARTS}
        lang=${words.language}
        .client=${this.session}
        .strings=${this.strings}
        .position=${this.toasts}
        .muted=${this.muted}
        .titleCount=${this.titleCount}
        @belfry-show-inbox=${() => this.show()}
      ></belfry-toasts>
    `;
  }

  #inbox(): TemplateResult | typeof nothing {
    return (this.open || this.#isOpening) && this.#ownInbox === null
      ? html`<belfry-inbox
          closable
          exportparts=${INBOX_PARTS}
          lang=${this.words.language}
          .client=${this.session}
          .strings=${this.strings}
        >
          ${["heading", "empty"].map((name) => this.#forward(name))}
        </belfry-inbox>`
      : nothing;
  }

  /** An inbox of the page's own shows whatever the bell does, unless it has a client of its own. */
  #adopt(): void {
    const inbox = this.#ownInbox;
    if (inbox !== null) {
      inbox.closable = true;
      if ((inbox.client ?? this.#lent) === this.#lent) {
        inbox.client = this.session;
      }
    }
    this.#lent = this.session;
  }

  /** Hands what the page put into a slot to the inbox, whose own words stand there otherwise. */
  #forward(name: string): TemplateResult | typeof nothing {
    return this.querySelector(`:scope > [slot="${name}"]`) === null
      ? nothing
      : html`<slot name=${name} slot=${name}></slot>`;
  }

  /** About to open: what will be in it is drawn, and it lies where it will. */
  #prepare(state: string): void {
    this.#isOpening = state === "open";
    if (this.#isOpening && this.#panel !== null) {
      place(this.#panel, this.#button);
      // Otherwise it opens because it was drawn so.
      if (!this.open) {
        this.requestUpdate();
      }
    }
  }

  /** What had the focus may be gone with what was open. */
  #takeFocusBack(): void {
    const { activeElement, body } = document;
    // Also in an inbox of the page's own, which is no descendant of the panel but in the flat tree.
    if ((activeElement ?? body) === body || this.#panel?.matches(":focus-within")) {
      this.#button?.focus();
    }
  }

  /** The browser opens and closes it by itself, too: by the button, Escape, a click elsewhere. */
  async #toggled(): Promise<void> {
    const panel = this.#panel;
    this.#isOpening = false;
    this.#unplace?.();
    this.open = panel?.matches(":popover-open") === true;
    if (!this.open || panel === null) {
      this.#takeFocusBack();
      this.tell("belfry-close");
      return;
    }
    this.#unplace = keepPlaced(panel, this.#button);
    await this.updateComplete;
    const inbox = this.#ownInbox ?? panel.querySelector("belfry-inbox");
    await inbox?.updateComplete;
    inbox?.focus();
    this.tell("belfry-open");
  }
}
