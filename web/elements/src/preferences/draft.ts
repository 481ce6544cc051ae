import type { QuietWindow } from "@belfry/client";
import { hoursOf, problemOf, windowOf, type Hours } from "./quiet-hours.js";

/**
 * The quiet hours that the user edits, beside those that the server has. Nothing that was typed
 * goes when these change; without anything typed it shows them.
 */
export class Draft {
  #edited: readonly Hours[] | undefined;
  #begunWith = "";

  /** What the fields show, while the server has `saved`. */
  shown(saved: readonly QuietWindow[]): readonly Hours[] {
    return this.#edited ?? saved.map(hoursOf);
  }

  edit(saved: readonly QuietWindow[], change: (hours: readonly Hours[]) => readonly Hours[]): void {
    if (this.#edited === undefined) {
      this.#begunWith = textOf(saved.map(hoursOf));
    }
    this.#edited = change(this.shown(saved));
  }

  /** Whether there is something to save. */
  differs(saved: readonly QuietWindow[]): boolean {
    return this.#edited !== undefined && textOf(this.#edited) !== textOf(saved.map(hoursOf));
  }

  /** Whether what the server has was changed since the user began, to something else again. */
  isOvertaken(saved: readonly QuietWindow[]): boolean {
    return this.differs(saved) && textOf(saved.map(hoursOf)) !== this.#begunWith;
  }

  /** What to save; `undefined` while something is wrong with it. */
  windows(): readonly QuietWindow[] | undefined {
    return this.#edited?.every((hours) => problemOf(hours) === undefined) === true
      ? this.#edited.map(windowOf)
      : undefined;
  }

  /** The server has taken it, as `saved`; what was edited since stays. */
  settle(saved: readonly QuietWindow[]): void {
    this.#begunWith = textOf(saved.map(hoursOf));
    if (!this.differs(saved)) {
      this.discard();
    }
  }

  /** Forgets what was edited. */
  discard(): void {
    this.#edited = undefined;
  }
}

function textOf(hours: readonly Hours[]): string {
  return JSON.stringify(hours.map(windowOf));
}
