import { itemOf } from "./item-of.js";

/** Which way something was swiped, as the text runs. */
export type SwipeDirection = "start" | "end";

const SLACK_PX = 12;
const FAR_PX = 88;

/** Follows a finger on an item of a list sideways, and says when it went far enough. */
export class Swipe {
  readonly #done: (id: string, direction: SwipeDirection) => void;
  #item: HTMLElement | undefined;
  #pointer = 0;
  #from = { x: 0, y: 0 };
  #isSideways = false;

  constructor(done: (id: string, direction: SwipeDirection) => void) {
    this.#done = done;
  }

  readonly down = (event: PointerEvent): void => {
    const { pointerType, pointerId, clientX, clientY, isPrimary } = event;
    if (pointerType === "touch" && isPrimary) {
      this.#item = itemOf(event);
      this.#pointer = pointerId;
      this.#from = { x: clientX, y: clientY };
      this.#isSideways = false;
    }
  };

  readonly move = (event: PointerEvent): void => {
    const item = this.#item;
    if (item === undefined || event.pointerId !== this.#pointer) {
      return;
    }
    const x = event.clientX - this.#from.x;
    const y = event.clientY - this.#from.y;
    if (!this.#isSideways && Math.abs(x) > SLACK_PX && Math.abs(x) > Math.abs(y)) {
      this.#isSideways = true;
      item.setPointerCapture(event.pointerId);
    }
    if (this.#isSideways) {
      item.dataset["swipe"] = direction(item, x);
      item.toggleAttribute("data-far", Math.abs(x) >= FAR_PX);
      item.style.setProperty("--_swiped", `${x}px`);
    }
  };

  readonly up = (event: PointerEvent): void => {
    const item = this.#item;
    if (item === undefined || event.pointerId !== this.#pointer) {
      return;
    }
    const isFar = item.hasAttribute("data-far") && event.type === "pointerup";
    const { id, swipe } = item.dataset;
    this.#item = undefined;
    delete item.dataset["swipe"];
    item.removeAttribute("data-far");
    item.style.removeProperty("--_swiped");
    if (isFar && id !== undefined) {
      this.#done(id, swipe as SwipeDirection);
    }
  };
}

function direction(item: HTMLElement, x: number): SwipeDirection {
  const isRtl = getComputedStyle(item).direction === "rtl";
  return x > 0 === isRtl ? "start" : "end";
}
