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
  /** Whether the item that went had the focus. */
  #isOrphaned = false;

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
    const active = this.#active;
    if (active !== undefined && !ids.includes(active)) {
      this.#isOrphaned ||= this.#focused() === active;
      this.#active = heir(this.#ids, active, new Set(ids));
    }
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

  /** Goes so many items on, or back; false when there is none. */
  move(by: number): boolean {
    const at = this.#ids.indexOf(this.#active ?? "");
    const next = this.#ids[Math.max(0, Math.min(at + by, this.#ids.length - 1))];
    if (next === undefined || next === this.#active) {
      return false;
    }
    this.#active = next;
    this.#host.requestUpdate();
    void this.#host.updateComplete.then(() => this.focus());
    return true;
  }

  focus(): void {
    const item = this.#item(this.#active);
    item?.focus();
    item?.scrollIntoView({ block: "nearest" });
  }

  hostUpdated(): void {
    if (this.#isOrphaned) {
      this.#isOrphaned = false;
      this.focus();
    }
  }

  #item(id: string | undefined): HTMLElement | null {
    return id === undefined
      ? null
      : this.#host.renderRoot.querySelector(`[data-id="${CSS.escape(id)}"]`);
  }

  #focused(): string | undefined {
    const { activeElement } = this.#host.renderRoot as ShadowRoot;
    return activeElement?.closest<HTMLElement>("[data-id]")?.dataset["id"];
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
