const EASE = "cubic-bezier(0.2, 0.8, 0.2, 1)";
const COME_MS = 260;
const MOVE_MS = 200;
const GO_MS = 140;

/** Cards that come, go and make room for each other before the eye. */
export class Motion {
  readonly #root: ShadowRoot;
  #before = new Map<string, { readonly card: HTMLElement; readonly box: DOMRect }>();

  constructor(root: ShadowRoot) {
    this.#root = root;
  }

  /** Remembers where everything is; to be called before it is drawn anew. */
  begin(): void {
    this.#before = new Map(
      this.#cards().map((card) => [keyOf(card), { card, box: card.getBoundingClientRect() }]),
    );
  }

  /**
   * Moves what is drawn now from where it was.
   *
   * @param rise from where a new card comes, in pixels downwards
   */
  end(rise: number): void {
    const before = this.#before;
    this.#before = new Map();
    if (matchMedia("(prefers-reduced-motion: reduce)").matches) {
      return;
    }
    const cards = this.#cards();
    for (const card of cards) {
      const earlier = before.get(keyOf(card));
      before.delete(keyOf(card));
      if (earlier === undefined) {
        const from = { opacity: 0, transform: `translateY(${rise}px) scale(0.98)` };
        card.animate([from, {}], { duration: COME_MS, easing: EASE });
      } else {
        const way = earlier.box.top - card.getBoundingClientRect().top;
        if (Math.abs(way) > 1) {
          const from = { transform: `translateY(${way}px)` };
          card.animate([from, {}], { duration: MOVE_MS, easing: EASE });
        }
      }
    }
    for (const { card, box } of before.values()) {
      this.#leave(card, box);
    }
  }

  /** Leaves a picture of a card that is gone, which fades. */
  #leave(card: HTMLElement, box: DOMRect): void {
    const stack = this.#root.querySelector(".stack");
    const offset = card.style.translate;
    const ghost = document.createElement("div");
    ghost.className = "ghost";
    ghost.inert = true;
    Object.assign(ghost.dataset, { ...card.dataset, id: "", key: "" });
    ghost.append(...[...card.childNodes].map((each) => each.cloneNode(true)));
    ghost.style.left = `${box.left}px`;
    ghost.style.top = `${box.top}px`;
    ghost.style.width = `${box.width}px`;
    stack?.append(ghost);
    const to = { opacity: 0, transform: offset === "" ? "scale(0.97)" : `translateX(${offset})` };
    const fading = ghost.animate([{}, to], {
      duration: GO_MS,
      easing: "ease-in",
      fill: "forwards",
    });
    fading.finished.finally(() => ghost.remove()).catch(() => undefined);
  }

  #cards(): readonly HTMLElement[] {
    return [...this.#root.querySelectorAll<HTMLElement>(".toast")];
  }
}

function keyOf(card: HTMLElement): string {
  return card.dataset["key"] ?? "";
}
