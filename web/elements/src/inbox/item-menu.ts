import type { Notification } from "@belfry/client";
import { html, nothing, type ReactiveController, type TemplateResult } from "lit";
import type { BelfryElement } from "../element.js";
import { place } from "../place.js";
import type { Deeds } from "./deeds.js";
import { menuItems, moveInMenu } from "./menu.js";

/** The menu of one item of a list, of which one is open at most. */
export class ItemMenu implements ReactiveController {
  readonly #host: BelfryElement;
  readonly #deeds: Deeds;
  #notification: Notification | undefined;
  #opener: HTMLElement | undefined;

  constructor(host: BelfryElement, deeds: Deeds) {
    this.#host = host;
    this.#deeds = deeds;
    host.addController(this);
  }

  isOpenFor(id: string): boolean {
    return this.#notification?.id === id;
  }

  open(notification: Notification, opener: HTMLElement): void {
    this.#notification = notification;
    this.#opener = opener;
    this.#host.requestUpdate();
  }

  /** Opens once it is drawn. */
  hostUpdated(): void {
    const menu = this.#menu();
    if (menu !== null && this.#notification !== undefined && !menu.matches(":popover-open")) {
      menu.showPopover();
      place(menu, this.#opener ?? null);
      menu.querySelector<HTMLElement>("[role='menuitem']")?.focus();
    }
  }

  /** Closes when its item is gone. */
  follow(notifications: readonly Notification[]): void {
    const id = this.#notification?.id;
    const now = notifications.find((each) => each.id === id);
    if (id !== undefined && now === undefined) {
      this.#menu()?.hidePopover();
    }
    this.#notification = now;
  }

  render(nowMs: number): TemplateResult {
    const { words } = this.#host;
    const notification = this.#notification;
    return html`<div
      class="menu"
      popover
      role="menu"
      aria-label=${words.say("moreActions")}
      @beforetoggle=${({ newState }: ToggleEvent) => this.#toggles(newState)}
      @keydown=${(event: KeyboardEvent) => moveInMenu(event.currentTarget as HTMLElement, event)}
      @click=${() => this.#menu()?.hidePopover()}
    >
      ${notification === undefined ? nothing : menuItems(notification, words, nowMs, this.#deeds)}
    </div>`;
  }

  /** Forgets its item before anything else can draw it, and gives the focus back. */
  #toggles(state: string): void {
    if (state === "closed") {
      if (this.#menu()?.matches(":focus-within")) {
        this.#opener?.focus();
      }
      this.#notification = undefined;
      this.#host.requestUpdate();
    }
  }

  #menu(): HTMLElement | null {
    return this.#host.renderRoot.querySelector(".menu");
  }
}
