import type { ReactiveController, ReactiveControllerHost } from "lit";

/** How far beyond what is in view things are drawn already. */
const MARGIN_PX = 800;

/**
 * Knows which parts of a long list are near what is in view, so that the others can be left as
 * empty boxes of the same height. A part says its name by `data-chunk`; the end of the list, by
 * `data-end`.
 */
export class ScrollWindow implements ReactiveController {
  readonly #host: ReactiveControllerHost & { readonly renderRoot: ParentNode };
  readonly #near = new Set<string>();
  readonly #heights = new Map<string, number>();
  #observer: IntersectionObserver | undefined;
  #root: Element | undefined;
  #observed = new Set<Element>();
  #isEndNear = false;

  constructor(host: ReactiveControllerHost & { readonly renderRoot: ParentNode }) {
    this.#host = host;
    host.addController(this);
  }

  isNear(key: string): boolean {
    return this.#near.has(key);
  }

  /** Whether the end of the list is near still. */
  get isEndNear(): boolean {
    return this.#isEndNear;
  }

  /** How high a part was when it was drawn last, in pixels; nothing if it never was. */
  height(key: string): number | undefined {
    return this.#heights.get(key);
  }

  hostUpdated(): void {
    const root = this.#host.renderRoot.querySelector("[data-scroller]") ?? undefined;
    if (root !== this.#root) {
      this.#observe(root);
    }
    const parts = new Set(root?.querySelectorAll("[data-chunk], [data-end]"));
    for (const gone of this.#observed) {
      if (!parts.has(gone)) {
        this.#observer?.unobserve(gone);
      }
    }
    for (const part of parts) {
      if (!this.#observed.has(part)) {
        this.#observer?.observe(part);
      }
    }
    this.#observed = parts;
  }

  hostDisconnected(): void {
    this.#observe(undefined);
  }

  #observe(root: Element | undefined): void {
    this.#observer?.disconnect();
    this.#observed = new Set();
    this.#near.clear();
    this.#isEndNear = false;
    this.#root = root;
    this.#observer =
      root &&
      new IntersectionObserver((entries) => this.#look(entries), {
        root,
        rootMargin: `${MARGIN_PX}px 0px`,
      });
  }

  #look(entries: readonly IntersectionObserverEntry[]): void {
    let changed = false;
    for (const { target, isIntersecting, boundingClientRect } of entries) {
      const key = (target as HTMLElement).dataset["chunk"];
      if (key === undefined) {
        changed ||= this.#isEndNear !== isIntersecting;
        this.#isEndNear = isIntersecting;
        continue;
      }
      if (!isIntersecting && this.#near.has(key)) {
        this.#heights.set(key, boundingClientRect.height);
      }
      changed = this.#near.has(key) !== isIntersecting || changed;
      this.#near[isIntersecting ? "add" : "delete"](key);
    }
    if (changed) {
      this.#host.requestUpdate();
    }
  }
}
