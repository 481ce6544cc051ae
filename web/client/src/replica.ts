import { systemClock, type Clock } from "./clock.js";
import { foresee } from "./foresee.js";
import { applyInbox, emptyInbox, snapshotOf, withPage, type Inbox } from "./inbox.js";
import type { Link, Performance } from "./link.js";
import type { Counts, InboxEvent, Page, Position } from "./notification.js";
import { Outbox, type Adopted } from "./outbox.js";

/** An inbox as the server tells it, and as it will be once all that the user did is done. */
export class Replica {
  readonly #changed: () => void;
  readonly #outbox: Outbox;
  #confirmed = emptyInbox;
  #others: readonly Performance[] = [];
  #ahead: readonly Performance[] = [];
  #inbox = emptyInbox;
  #cursor: string | undefined;

  /** @param changed called whenever {@link inbox} or {@link ahead} is another */
  constructor(changed: () => void, clock: Clock = systemClock) {
    this.#changed = changed;
    this.#outbox = new Outbox(() => this.#outboxChanged(), clock);
  }

  /** As it will be: what there is to show. */
  get inbox(): Inbox {
    return this.#inbox;
  }

  /** As the server told it: what there is to keep. */
  get confirmed(): Inbox {
    return this.#confirmed;
  }

  get position(): Position | null {
    return this.#confirmed.position;
  }

  /** What the user did here and the inbox does not say yet. */
  get waiting(): readonly Performance[] {
    return this.#outbox.waiting;
  }

  /** The same of all tabs, in the order in which it is foreseen. */
  get ahead(): readonly Performance[] {
    return this.#ahead;
  }

  /** What of what is done here would be lost with this page. */
  get unconfirmed(): readonly Performance[] {
    return this.#outbox.unconfirmed;
  }

  /** Where the next page of older notifications begins; nothing before the first. */
  get cursor(): string | undefined {
    return this.#cursor;
  }

  /** Begins with what was kept. */
  restore(inbox: Inbox): void {
    this.#confirmed = inbox;
    this.#look();
  }

  /** Takes what the server says; false when that is nothing new. */
  take(event: InboxEvent): boolean {
    const next = applyInbox(this.#confirmed, event);
    if (next === this.#confirmed) {
      return false;
    }
    this.#confirmed = next;
    if (event.reset) {
      this.#cursor = undefined;
    }
    this.#outbox.settled(next, event.reset);
    this.#look();
    return true;
  }

  /** Takes a page that was read from `cursor` on; false when it has to be read again. */
  add(page: Page, cursor: string | undefined): boolean {
    const next = withPage(this.#confirmed, page);
    if (next === this.#confirmed || cursor !== this.#cursor) {
      return false;
    }
    this.#cursor = page.nextCursor ?? undefined;
    this.#confirmed = next;
    this.#look();
    return true;
  }

  /** The event after which another replica stands where this one does; `null` before any came. */
  snapshot(): InboxEvent | null {
    return this.position === null ? null : snapshotOf(this.#confirmed, this.position);
  }

  /** See {@link Outbox#add}. */
  perform(item: Performance, late: boolean): Promise<Counts> {
    return this.#outbox.add(item, late);
  }

  /** See {@link Outbox#adopt}. */
  adopt(earlier: readonly Performance[]): readonly Adopted[] {
    return this.#outbox.adopt(earlier);
  }

  /** See {@link Outbox#isOver}. */
  isOver(key: string): boolean {
    return this.#outbox.isOver(key);
  }

  /** What other tabs wait for shows here, too. */
  foresee(others: readonly Performance[]): void {
    this.#others = others;
    this.#look();
  }

  up(link: Link): void {
    this.#outbox.up(link);
  }

  down(): void {
    this.#outbox.down();
  }

  close(): void {
    this.#outbox.close();
  }

  #outboxChanged(): void {
    this.#outbox.settled(this.#confirmed, false);
    this.#look();
  }

  #look(): void {
    const own = this.#outbox.waiting;
    const keys = new Set(own.map(({ key }) => key));
    this.#ahead = [...this.#others.filter(({ key }) => !keys.has(key)), ...own];
    this.#inbox = foresee(
      this.#confirmed,
      this.#ahead.map(({ command }) => command),
    );
    this.#changed();
  }
}
