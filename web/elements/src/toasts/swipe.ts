/** How far a finger goes before it is a swipe rather than a tap. */
const SLOP_PX = 8;
/** The part of the width after which letting go dismisses. */
const FAR = 0.4;
/** A flick dismisses however far it went. */
const FLICK_PX_PER_MS = 0.5;
/** How much of the way a toast goes along in a direction in which it cannot be dismissed. */
const RESISTANCE = 0.15;

/** Where a finger is, and when. */
export interface Touch {
  readonly x: number;
  readonly y: number;
  readonly atMs: number;
}

/** To which side a toast is swiped away: 1 to the right, -1 to the left, 0 to either. */
export type Side = -1 | 0 | 1;

/** A finger on a toast, from the moment in which it came down. */
export class Swipe {
  readonly #start: Touch;
  readonly #side: Side;
  readonly #width: number;
  #before: Touch;
  #last: Touch;
  #begun = false;

  constructor(start: Touch, side: Side, width: number) {
    this.#start = start;
    this.#before = start;
    this.#last = start;
    this.#side = side;
    this.#width = width;
  }

  /** Whether it went far enough sideways not to be a tap. */
  get begun(): boolean {
    return this.#begun;
  }

  /** How far the toast is from its place, in pixels to the right. */
  get offset(): number {
    const way = this.#last.x - this.#start.x;
    if (!this.#begun) {
      return 0;
    }
    return this.#leads(way) ? way : way * RESISTANCE;
  }

  move(touch: Touch): void {
    this.#before = this.#last;
    this.#last = touch;
    const x = Math.abs(touch.x - this.#start.x);
    const y = Math.abs(touch.y - this.#start.y);
    this.#begun ||= x > SLOP_PX && x > y;
  }

  /** Whether letting go now dismisses the toast. */
  get dismisses(): boolean {
    const way = this.#last.x - this.#start.x;
    const tookMs = this.#last.atMs - this.#before.atMs;
    const speed = tookMs > 0 ? (this.#last.x - this.#before.x) / tookMs : 0;
    const isFlick = Math.abs(speed) > FLICK_PX_PER_MS && Math.sign(speed) === Math.sign(way);
    return this.#begun && this.#leads(way) && (Math.abs(way) > this.#width * FAR || isFlick);
  }

  #leads(way: number): boolean {
    return this.#side === 0 || Math.sign(way) === this.#side;
  }
}

/**
 * The side to which toasts at that place go: the edge that they are at, and any where they are as
 * wide as the screen.
 */
export function sideOf(position: string, direction: "ltr" | "rtl", isWide: boolean): Side {
  if (isWide) {
    return 0;
  }
  return position.endsWith("end") === (direction === "ltr") ? 1 : -1;
}
