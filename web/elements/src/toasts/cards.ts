import { render, type TemplateResult } from "lit";
import type { Toast } from "./toast.js";

const EASE = "cubic-bezier(0.2, 0.8, 0.2, 1)";
const COME_MS = 260;
const MOVE_MS = 200;
const GO_MS = 140;

/** From where a new card comes, in pixels. */
const RISE_PX = 16;

/**
 * The cards of a list: each is one element for as long as its toast is up. They come, go and make
 * room for each other before the eye.
 */
export class Cards {
  readonly #draw: (toast: Toast) => TemplateResult;
  readonly #elements = new Map<string, HTMLElement>();

  constructor(draw: (toast: Toast) => TemplateResult) {
    this.#draw = draw;
  }

  /**
   * Has the list show these, in this order.
   *
   * @param isAtTop whether new ones come from above
   */
  show(list: Element, toasts: readonly Toast[], isAtTop: boolean): void {
    const earlier = new Map(
      [...this.#elements].map(([key, card]) => [key, card.getBoundingClientRect()]),
    );
    const moves = !matchMedia("(prefers-reduced-motion: reduce)").matches;
    const keys = new Set(toasts.map(({ key }) => key));
    for (const [key, card] of this.#elements) {
      if (!keys.has(key)) {
        this.#elements.delete(key);
        leave(card, earlier.get(key), moves);
      }
    }
    for (const [index, toast] of toasts.entries()) {
      const isNewest = index === (isAtTop ? 0 : toasts.length - 1);
      this.#place(list, index, toast).toggleAttribute("data-newest", isNewest);
    }
    if (moves) {
      for (const [key, card] of this.#elements) {
        arrive(card, earlier.get(key), isAtTop ? -RISE_PX : RISE_PX);
      }
    }
  }

  #place(list: Element, index: number, toast: Toast): HTMLElement {
    const { key, kind, priority } = toast;
    const card = this.#elements.get(key) ?? document.createElement("li");
    this.#elements.set(key, card);
    card.className = "toast";
    card.part.add("toast");
    Object.assign(card.dataset, { id: key, kind, type: typeOf(toast), priority });
    render(this.#draw(toast), card);
    if (list.children[index] !== card) {
      list.insertBefore(card, list.children[index] ?? null);
    }
    return card;
  }
}

/** What gives a card its colour. */
function typeOf(toast: Toast): string {
  switch (toast.kind) {
    case "notification":
      return toast.notification.type;
    case "recap":
      return "system";
    case "refused":
      return "error";
  }
}

function arrive(card: HTMLElement, earlier: DOMRect | undefined, rise: number): void {
  const way = earlier === undefined ? rise : earlier.top - card.getBoundingClientRect().top;
  if (earlier === undefined || Math.abs(way) > 1) {
    const from = { transform: `translateY(${way}px)`, ...(!earlier && { opacity: 0 }) };
    card.animate([from, {}], { duration: earlier ? MOVE_MS : COME_MS, easing: EASE });
  }
}

/** Takes a card out of its list; its picture fades in its place. */
function leave(card: HTMLElement, box: DOMRect | undefined, moves: boolean): void {
  const stack = card.closest(".stack");
  card.remove();
  if (!moves || box === undefined || stack === null) {
    return;
  }
  card.className = "ghost";
  card.inert = true;
  card.style.left = `${box.left}px`;
  card.style.top = `${box.top}px`;
  card.style.width = `${box.width}px`;
  stack.append(card);
  const fading = card.animate([{}, { opacity: 0, transform: "scale(0.97)" }], GO_MS);
  fading.onfinish = () => card.remove();
  fading.oncancel = fading.onfinish;
}
