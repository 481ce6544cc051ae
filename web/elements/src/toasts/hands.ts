import { Swipe, type SwipeDirection } from "../inbox/swipe.js";
import { deepActive } from "./focus.js";

/** Who hears what is done to a stack of toasts. */
export interface HandsListener {
  /** Whether the user is at it is otherwise than before. */
  onChange(): void;
  /** The pointer or the focus has left it. */
  onLeave(): void;
  onDismiss(key: string): void;
  /** Whether cards go to that side. */
  dismisses(side: SwipeDirection): boolean;
}

/** The pointer, the keyboard and the focus of a user, as far as they are at a stack of toasts. */
export class Hands {
  readonly #root: ShadowRoot;
  readonly #listener: HandsListener;
  #stopping = new AbortController();
  #hovers = false;
  /** Where the focus was before it came here. */
  #before: Element | undefined;
  /** Where it was here before the stack is drawn anew. */
  #held: { readonly index: number; readonly isClose: boolean } | undefined;

  constructor(root: ShadowRoot, listener: HandsListener) {
    this.#root = root;
    this.#listener = listener;
    const swipe = new Swipe((key, side) => listener.dismisses(side) && listener.onDismiss(key));
    for (const [event, follow] of Object.entries({
      pointerdown: swipe.down,
      pointermove: swipe.move,
      pointerup: swipe.up,
      pointercancel: swipe.up,
    })) {
      root.addEventListener(event, (pointer) => follow(pointer as PointerEvent));
    }
    // A click does not take the focus from where the user is typing.
    root.addEventListener("mousedown", (event) => {
      if ((event.target as Element).closest(".toast, .foot") !== null) {
        event.preventDefault();
      }
    });
  }

  /** Whether the user is at it, or is not there at all. */
  get isOn(): boolean {
    return this.#hovers || this.#root.activeElement !== null || document.hidden;
  }

  connect(): void {
    this.#stopping = new AbortController();
    const { signal } = this.#stopping;
    document.addEventListener("pointerover", (event) => this.#over(event), { signal });
    document.addEventListener("pointerout", (event) => this.#out(event), { signal });
    document.addEventListener("pointerdown", (event) => this.#downAnywhere(event), { signal });
    document.addEventListener("focusin", (event) => this.#focused(event), { signal });
    document.addEventListener("focusout", (event) => this.#focused(event), { signal });
    document.addEventListener("keydown", (event) => this.#key(event), { signal });
    document.addEventListener("visibilitychange", () => this.#listener.onChange(), { signal });
  }

  disconnect(): void {
    this.#stopping.abort();
    this.#hovers = false;
  }

  /** Remembers where the focus is; to be called before the stack is drawn anew. */
  begin(): void {
    const active = this.#root.activeElement;
    const cards = this.#cards();
    this.#held =
      active === null
        ? undefined
        : {
            index: cards.findIndex((card) => card.contains(active)),
            isClose: active.matches(".close"),
          };
  }

  /** Leads the focus on where it was on something that is gone: to what is there now, or back. */
  end(): void {
    const held = this.#held;
    if (held === undefined || this.#root.activeElement !== null) {
      return;
    }
    const cards = this.#cards();
    const next = cards[Math.min(Math.max(held.index, 0), cards.length - 1)];
    if (next === undefined) {
      this.#goBack();
    } else {
      focusOn(next, held.isClose);
    }
  }

  #cards(): readonly Element[] {
    return [...this.#root.querySelectorAll(".toast")];
  }

  #isHere(event: Event): boolean {
    return event.composedPath().includes(this.#root);
  }

  #over(event: PointerEvent): void {
    this.#hover(this.#isHere(event), event.pointerType);
  }

  #out(event: PointerEvent): void {
    if (event.relatedTarget === null) {
      this.#hover(false, event.pointerType);
    }
  }

  #hover(hovers: boolean, pointerType: string): void {
    if (hovers === this.#hovers) {
      return;
    }
    this.#hovers = hovers;
    this.#listener.onChange();
    // A finger that is lifted has not left.
    if (!this.isOn && pointerType !== "touch") {
      this.#listener.onLeave();
    }
  }

  /** The focus has come to an element, or left it. */
  #focused(event: FocusEvent): void {
    const [where] = event.composedPath();
    if (where instanceof Element && !this.#isHere(event)) {
      this.#before = where;
    }
    this.#listener.onChange();
    if (!this.isOn) {
      this.#listener.onLeave();
    }
  }

  #key(event: KeyboardEvent): void {
    if (event.defaultPrevented || event.isComposing || this.#cards().length === 0) {
      return;
    }
    if (event.key === "Escape") {
      this.#escape(event);
    } else if (event.key === "F6" && !event.ctrlKey && !event.altKey && !event.metaKey) {
      event.preventDefault();
      this.#goOverOrBack();
    }
  }

  #escape(event: KeyboardEvent): void {
    const isHere = this.#isHere(event);
    if (!isHere && event.composedPath().some(closesByEscape)) {
      return;
    }
    const focused = this.#root.activeElement?.closest<HTMLElement>(".toast");
    const newest = this.#root.querySelector<HTMLElement>(".toast[data-newest]");
    const key = (focused ?? newest)?.dataset["id"];
    if (key !== undefined) {
      if (isHere) {
        event.preventDefault();
      }
      this.#listener.onDismiss(key);
    }
  }

  #goOverOrBack(): void {
    if (this.#root.activeElement !== null) {
      this.#goBack();
      return;
    }
    this.#before = deepActive();
    const newest = this.#root.querySelector(".toast[data-newest]");
    if (newest !== null) {
      focusOn(newest, false);
    }
  }

  /** Leads the focus to where it was before it came here. */
  #goBack(): void {
    const before = this.#before as HTMLElement | undefined;
    if (before?.isConnected === true) {
      before.focus({ preventScroll: true });
    }
    (this.#root.activeElement as HTMLElement | null)?.blur();
    this.#listener.onChange();
  }

  #downAnywhere(event: PointerEvent): void {
    if (!this.#isHere(event)) {
      this.#listener.onLeave();
    }
  }
}

/** Whether Escape means something that is open, rather than a toast. */
function closesByEscape(target: EventTarget): boolean {
  return target instanceof Element && target.matches(":popover-open, dialog[open]");
}

function focusOn(card: Element, isClose: boolean): void {
  const title = isClose ? null : card.querySelector<HTMLElement>("a.title, button.title");
  (title ?? card.querySelector<HTMLElement>(".close"))?.focus({ preventScroll: false });
}
