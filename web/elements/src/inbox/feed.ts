import type { ListingState, Notification } from "@belfry/client";
import { html, nothing, type TemplateResult } from "lit";
import { repeat } from "lit/directives/repeat.js";
import type { BelfryElement } from "../element.js";
import { Chunks, type Chunk } from "./chunks.js";
import { CustomItems } from "./custom-item.js";
import type { Deeds } from "./deeds.js";
import { item, type ItemDeeds } from "./item.js";
import type { ItemMenu } from "./item-menu.js";
import { skeleton } from "./notices.js";
import type { RovingFocus } from "./roving-focus.js";
import { ScrollWindow } from "./scroll-window.js";

/** How high an item that was never drawn is taken to be. */
const ITEM_PX = 92;

/** What a list of which the server has more says of its length (WAI-ARIA 1.2, aria-setsize). */
const UNKNOWN_SIZE = -1;

/**
 * The items of a list, of which only those near what is in view are drawn (WAI-ARIA Authoring
 * Practices, feed).
 */
export class Feed {
  readonly #host: BelfryElement;
  readonly #focus: RovingFocus;
  readonly #deeds: Deeds;
  readonly #menu: ItemMenu;
  readonly #window: ScrollWindow;
  readonly #chunks = new Chunks();
  readonly #custom: CustomItems;
  readonly #unfolded = new Set<string>();
  readonly #itemDeeds: ItemDeeds;

  constructor(host: BelfryElement, focus: RovingFocus, deeds: Deeds, menu: ItemMenu) {
    this.#host = host;
    this.#focus = focus;
    this.#deeds = deeds;
    this.#menu = menu;
    this.#window = new ScrollWindow(host);
    this.#custom = new CustomItems(host);
    this.#itemDeeds = {
      open: (which, leads) => deeds.open(which, leads),
      toggleRead: (which) => deeds.toggleRead(which),
      toggleArchived: (which) => deeds.toggleArchived(which),
      press: (which, action) => void deeds.press(which, action),
      unfold: (id) => this.#unfold(id),
      menu: (which, opener) => menu.open(which, opener),
    };
  }

  /** Whether the end of the list is near what is in view. */
  get isEndNear(): boolean {
    return this.#window.isEndNear;
  }

  /** Draws the items that are drawn as the page wants them. */
  showCustom(
    notifications: readonly Notification[],
    draw: Parameters<CustomItems["show"]>[1],
    now: number,
  ): void {
    const drawn = this.#chunks.of(notifications).filter((each) => this.#isDrawn(each));
    this.#custom.show(
      drawn.flatMap((each) => each.notifications),
      draw,
      { words: this.#host.words, now, active: this.#focus.active },
    );
  }

  render({ notifications, more, loading }: ListingState, nowMs: number): TemplateResult {
    const size = more ? UNKNOWN_SIZE : notifications.length;
    return html`<div role="feed" aria-busy=${loading} aria-labelledby="heading">
      ${repeat(
        this.#chunks.of(notifications),
        ({ key }) => key,
        (chunk) => this.#chunk(chunk, size, nowMs),
      )}
      ${more ? html`<div class="end" data-end>${skeleton(notifications.length === 0 ? 5 : 1)}</div>` : nothing}
    </div>`;
  }

  /** Of what is far from view there is only the room that it takes. */
  #chunk(chunk: Chunk, size: number, nowMs: number): TemplateResult {
    const { key, notifications, before } = chunk;
    const isDrawn = this.#isDrawn(chunk);
    const height = this.#window.height(key) ?? notifications.length * ITEM_PX;
    return html`<div class="chunk" data-chunk=${key} .style=${isDrawn ? "" : `height: ${height}px`}>
      ${
        isDrawn
          ? repeat(
              notifications,
              ({ id }) => id,
              (each, index) => this.#item(each, before + index + 1, size, nowMs),
            )
          : nothing
      }
    </div>`;
  }

  #isDrawn({ key, before, notifications }: Chunk): boolean {
    const { active } = this.#focus;
    return (
      before === 0 || this.#window.isNear(key) || notifications.some(({ id }) => id === active)
    );
  }

  #item(notification: Notification, place: number, size: number, now: number): TemplateResult {
    const { id } = notification;
    const view = {
      words: this.#host.words,
      now,
      place,
      size,
      active: this.#focus.active === id,
      unfolded: this.#unfolded.has(id),
      hasMenu: this.#menu.isOpenFor(id),
      pressed: this.#deeds.pressed(id),
      user: this.#host.session?.user,
    };
    return item(notification, view, this.#itemDeeds);
  }

  #unfold(id: string): void {
    if (!this.#unfolded.delete(id)) {
      this.#unfolded.add(id);
    }
    this.#host.requestUpdate();
  }
}
