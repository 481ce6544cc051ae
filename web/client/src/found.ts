import { concerns, type Command } from "./command.js";
import { foresee } from "./foresee.js";
import { emptyInbox } from "./inbox.js";
import type { Notification, Page } from "./notification.js";

type Notifications = ReadonlyMap<string, Notification>;

/** What pages of a filtered list held, for as long as nothing says otherwise. */
export class Found {
  #found: Notifications = new Map();
  /** Those of them that the client had at some time: when it has them no longer, they are gone. */
  readonly #known = new Set<string>();
  /** What the user did, and the pages do not say yet. */
  #commands: readonly Command[] = [];
  #cursor: string | null | undefined;

  get size(): number {
    return this.#found.size;
  }

  /** Where the next page begins: `null` after the last, `undefined` before the first. */
  get cursor(): string | null | undefined {
    return this.#cursor;
  }

  /** Whether there are any that the client does not have, and so hears nothing of. */
  reachesBeyond(here: Notifications): boolean {
    return [...this.#found.keys()].some((id) => !here.has(id));
  }

  /** How many of these are not among them. */
  missing(shown: readonly Notification[]): number {
    return shown.filter(({ id }) => !this.#found.has(id)).length;
  }

  take(page: Page, isFirst: boolean): void {
    if (isFirst) {
      this.clear();
    }
    this.#found = new Map([
      ...this.#found,
      ...page.notifications.map((each) => [each.id, each] as const),
    ]);
    this.#cursor = page.nextCursor;
  }

  clear(): void {
    this.#found = new Map();
    this.#known.clear();
    this.#commands = [];
    this.#cursor = undefined;
  }

  /**
   * Takes what the user did and the inbox does not say yet. What is not among it any more was done
   * or taken back; where the client does not know, it is foreseen until the pages are read again.
   *
   * @returns whether there is such
   */
  foresee(commands: readonly Command[], here: Notifications): boolean {
    const over = this.#commands.filter(
      (command) =>
        !commands.includes(command) &&
        idsOf(command).some((id) => this.#found.has(id) && !here.has(id)),
    );
    this.#commands = [...over, ...commands];
    return over.length > 0;
  }

  /** As they are where the client has them, and as they will be where it does not. */
  seenFrom(here: Notifications): Notifications {
    const ahead = foresee({ ...emptyInbox, notifications: this.#found }, this.#commands);
    const seen = new Map<string, Notification>();
    for (const id of this.#found.keys()) {
      const known = here.get(id);
      const own = this.#known.has(id) ? undefined : ahead.notifications.get(id);
      if (known !== undefined) {
        this.#known.add(id);
        seen.set(id, known);
      } else if (own !== undefined) {
        seen.set(id, own);
      }
    }
    return seen;
  }
}

function idsOf(command: Command): readonly string[] {
  const ids = concerns(command);
  return ids === "all" ? [] : ids;
}
