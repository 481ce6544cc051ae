import { adoptStyles, type CSSResultOrNative } from "lit";
import { deepActive, parentOf } from "./focus.js";

/** How much of its own margin lies on what is above it. */
const GAP_PX = 8;

const PARTS = "stack, toast, title, message, action, close";

/** What a carrier elsewhere in the page does not inherit. */
const INHERITED = [
  "accent",
  "on-accent",
  "surface",
  "raised",
  "sunken",
  "text",
  "quiet",
  "line",
  "danger",
  "warning",
  "success",
  "font",
  "radius",
  "shadow",
].map((name) => `--belfry-${name}`);

/**
 * The place of a page above everything else. What it carries is a popover, raised again whenever
 * something else was opened. A modal dialog takes everything outside of it away from the user;
 * therefore it carries into the dialog for as long as that is open.
 */
export class Layer {
  /** What is drawn here is carried along. */
  readonly root: ShadowRoot;
  readonly #host: HTMLElement;
  readonly #carrier: HTMLElement;
  #stopping = new AbortController();

  constructor(host: HTMLElement, styles: readonly CSSResultOrNative[]) {
    this.#host = host;
    this.#carrier = document.createElement("div");
    this.#carrier.setAttribute("exportparts", PARTS);
    this.root = this.#carrier.attachShadow({ mode: "open" });
    adoptStyles(this.root, [...styles]);
  }

  /** Carries from now on; `isUp` says whether there is anything to be seen. */
  connect(isUp: () => boolean): void {
    this.#stopping = new AbortController();
    const { signal } = this.#stopping;
    this.move();
    const opened = (event: Event) => {
      if (isUp() && !event.composedPath().includes(this.#carrier)) {
        this.raise();
      }
    };
    // These do not bubble; where dialogs do not say that they were opened, the next toast is raised.
    for (const event of ["toggle", "close", "fullscreenchange"]) {
      document.addEventListener(event, opened, { capture: true, signal });
    }
  }

  disconnect(): void {
    this.#stopping.abort();
    this.#carrier.remove();
  }

  /** Brings it before everything that is open now. */
  raise(): void {
    const stack = this.#stack;
    const focused = this.root.activeElement;
    this.move();
    if (stack !== null && this.#carrier.isConnected) {
      if (stack.matches(":popover-open")) {
        stack.hidePopover();
      }
      stack.showPopover();
      (focused as HTMLElement | null)?.focus({ preventScroll: true });
    }
  }

  /** Begins below the bell that it is a part of, where it would lie on it. */
  uncover(): void {
    const stack = this.#stack;
    const { host: bell } = this.#host.getRootNode() as Partial<ShadowRoot>;
    if (bell?.matches("belfry-bell") && stack?.matches("[data-position^=top]")) {
      stack.style.top = "";
      const [of, on] = [stack.getBoundingClientRect(), bell.getBoundingClientRect()];
      if (on.bottom > 0 && on.top < of.bottom && on.left < of.right && on.right > of.left) {
        stack.style.top = `${on.bottom - GAP_PX}px`;
      }
    }
  }

  get #stack(): HTMLElement | null {
    return this.root.querySelector("[popover]");
  }

  /** Goes to where it is seen now. */
  move(): void {
    const home = this.#home();
    if (this.#carrier.parentNode === home) {
      return;
    }
    home.append(this.#carrier);
    const look = getComputedStyle(this.#host);
    const isAway = home !== this.#host.shadowRoot;
    this.#carrier.style.colorScheme = isAway ? look.colorScheme : "";
    for (const name of INHERITED) {
      this.#carrier.style.setProperty(name, isAway ? look.getPropertyValue(name) : "");
    }
  }

  #home(): ParentNode {
    const modal = modalDialog();
    if (modal !== undefined && !isWithin(this.#host, modal)) {
      return modal;
    }
    const own = this.#host.shadowRoot ?? this.#host;
    // Such as a menu that is closed on phones.
    return modal !== undefined || this.#host.checkVisibility() ? own : document.body;
  }
}

/** The modal dialog that is open, where the user is in the innermost. */
function modalDialog(): Element | undefined {
  for (let each: Element | undefined = deepActive(); each; each = parentOf(each)) {
    if (each.matches("dialog:modal")) {
      return each;
    }
  }
  return [...document.querySelectorAll("dialog:modal")].at(-1);
}

function isWithin(element: Element, ancestor: Element): boolean {
  for (let each: Element | undefined = element; each; each = parentOf(each)) {
    if (each === ancestor) {
      return true;
    }
  }
  return false;
}
