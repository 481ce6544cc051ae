import type { Notification } from "@belfry/client";
import type { ReactiveController } from "lit";
import type { BelfryElement } from "../element.js";

/**
 * The one item of a list that the keyboard is at: Tab enters and leaves the list there, arrows move
 * it (WAI-ARIA Authoring Practices, feed and roving tabindex). When it goes, its neighbour is next.
 */
export class RovingFocus implements ReactiveController {
  readonly #host: BelfryElement;
  #ids: readonly string[] = [];
  #active: string | undefined;
  #sought: string | undefined;
  /** Whether the list had the focus before it was drawn, or is to have it. */
  #isHeld = false;

  constructor(host: BelfryElement) {
    this.#host = host;
    host.addController(this);
  }

  get active(): string | undefined {
    return this.#active;
  }

  /** Called before the list is drawn. */
  follow(notifications: readonly Notification[]): void {
    const ids = notifications.map(({ id }) => id);
    this.#isHeld = this.#sought !== undefined || this.#hasFocus();
    const active = ids.find((id) => id === this.#sought) ?? this.#active;
    this.#sought = undefined;
    this.#active =
      active === undefined || ids.includes(active) ? active : heir(this.#ids, active, new Set(ids));
    this.#active ??= ids[0];
    this.#ids = ids;
  }

  /** Says that the keyboard is at this item, wherever in it. */
  enter(id: string): void {
    if (this.#active !== id) {
      this.#active = id;
      this.#host.requestUpdate();
    }
  }

  /** Goes so many items on, or back. */
  move(by: number): void {
    const at = this.#ids.indexOf(this.#active ?? "");
    const next = this.#ids[Math.max(0, Math.min(at + by, this.#ids.length - 1))];
    if (next !== undefined && next !== this.#active) {
      this.#active = next;
      this.#host.requestUpdate();
      void this.#host.updateComplete.then(() => this.focus());
    }
  }

  /** Takes the focus to what comes back, from what goes then. */
  seek(id: string | undefined): void {
    this.#sought = id;
    this.#host.requestUpdate();
  }

  focus(): void {
    const item = this.#item(this.#active);
    item?.focus();
    item?.scrollIntoView({ block: "nearest" });
  }

  /** What had the focus may be gone, with its item or alone. */
  hostUpdated(): void {
    if (this.#isHeld && !this.#hasFocus()) {
      this.#host.focus();
    }
  }

  #item(id: string | undefined): HTMLElement | null {
    return id === undefined
      ? null
      : this.#host.renderRoot.querySelector(`[data-id="${CSS.escape(id)}"]`);
  }

  /** Whether an item has it, or what the page drew in one. */
  #hasFocus(): boolean {
    const { activeElement } = this.#host.renderRoot as ShadowRoot;
    const own = this.#host.querySelector(":scope > :focus-within")?.assignedSlot;
    return Boolean((activeElement ?? own)?.closest("[data-id]"));
  }
}

/** The next of those that are still there, else the one before. */
function heir(
  before: readonly string[],
  gone: string,
  there: ReadonlySet<string>,
): string | undefined {
  const at = before.indexOf(gone);
  return (
    before.slice(at + 1).find((id) => there.has(id)) ??
    before.slice(0, at).findLast((id) => there.has(id))
  );
}
