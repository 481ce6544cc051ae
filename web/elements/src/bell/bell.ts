import { html, nothing, type PropertyDeclarations, type TemplateResult } from "lit";
import { BelfryElement } from "../element.js";
import { icon } from "../icons.js";
import { controls } from "../styles/controls.js";
import { theme } from "../styles/theme.js";
import { badgeText } from "./badge.js";
import { bellStyles } from "./bell-styles.js";
import { place } from "../place.js";

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
 * @slot heading - the title of the inbox
 * @slot empty - what the inbox shows when there is nothing
 *
 * @csspart button - the button
 * @csspart badge - the number
 * @csspart panel - what opens
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

  protected override updated(): void {
    const panel = this.#panel;
    if (panel === null || panel.matches(":popover-open") === this.open) {
      return;
    }
    if (this.open) {
      place(panel, this.#button);
      panel.showPopover();
      place(panel, this.#button);
      panel.querySelector("belfry-inbox")?.focus();
      this.tell("belfry-open");
    } else {
      panel.hidePopover();
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
        aria-expanded=${this.open}
        aria-label=${`${words.say("notifications")}: ${counted}`}
        @click=${() => this.toggle()}
      >
        <slot>${icon("bell")}</slot>
        ${badge === "" ? nothing : html`<span part="badge" class="badge" aria-hidden="true">${badge}</span>`}
      </button>
      <div
        part="panel"
        class="panel"
        popover
        role="dialog"
        aria-label=${words.say("notifications")}
        lang=${words.language}
        dir=${words.direction}
        @toggle=${(event: ToggleEvent) => this.#toggled(event)}
      >
        ${
          this.open
            ? html`<belfry-inbox
                .client=${this.session}
                .strings=${this.strings}
                closable
                @belfry-hide=${() => this.hide()}
              >
                <slot name="heading" slot="heading"></slot>
                <slot name="empty" slot="empty"></slot>
              </belfry-inbox>`
            : nothing
        }
      </div>
      ${
        this.toasts === "none"
          ? nothing
          : html`<belfry-toasts
              .client=${this.session}
              .strings=${this.strings}
              .position=${this.toasts}
              .muted=${this.muted}
              .titleCount=${this.titleCount}
            ></belfry-toasts>`
      }
    `;
  }

  /** The browser closes it by itself, too: by Escape, or a click elsewhere. */
  #toggled({ newState }: ToggleEvent): void {
    this.open = newState === "open";
    if (!this.open) {
      this.tell("belfry-close");
    }
  }
}
