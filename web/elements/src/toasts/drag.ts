import { Swipe, type Side } from "./swipe.js";

const BACK_MS = 180;

/** A card that a finger, or a pen, drags aside. */
export class Drag {
  readonly #pointer: number;
  readonly #card: HTMLElement;
  readonly #swipe: Swipe;

  constructor(down: PointerEvent, card: HTMLElement, side: Side) {
    this.#pointer = down.pointerId;
    this.#card = card;
    this.#swipe = new Swipe(touchOf(down), side, card.offsetWidth);
  }

  /** Whether it went too far to be a tap. */
  get begun(): boolean {
    return this.#swipe.begun;
  }

  isOf({ pointerId }: PointerEvent): boolean {
    return pointerId === this.#pointer;
  }

  move(event: PointerEvent): void {
    this.#swipe.move(touchOf(event));
    if (this.#swipe.begun) {
      this.#card.setPointerCapture(this.#pointer);
      this.#card.style.translate = `${this.#swipe.offset}px`;
    }
  }

  /** Lets go; returns the key of the card where that dismisses it, and leads it back otherwise. */
  end(isCancelled: boolean): string | undefined {
    if (this.#swipe.dismisses && !isCancelled) {
      return this.#card.dataset["key"];
    }
    const from = { translate: `${this.#swipe.offset}px` };
    this.#card.style.translate = "";
    this.#card.animate([from, { translate: "0px" }], { duration: BACK_MS, easing: "ease-out" });
    return undefined;
  }
}

function touchOf({ clientX, clientY, timeStamp }: PointerEvent): {
  readonly x: number;
  readonly y: number;
  readonly atMs: number;
} {
  return { x: clientX, y: clientY, atMs: timeStamp };
}
