import { systemClock, type Clock } from "./clock.js";
import { concerns, type Command } from "./command.js";
import type { Inbox } from "./inbox.js";
import type { Link, Performance } from "./link.js";
import type { Counts } from "./notification.js";
import { BelfryError, LinkLost } from "./problem.js";

/** What may wait for a connection. */
const MAX_WAITING = 1_000;

/** How many that are done or refused are known again when they come once more. */
const MAX_OVER = 2 * MAX_WAITING;

const REPEAT_MS = 2_000;

/** What the server says when the same can be asked a little later. */
const REPEATABLE = new Set(["overloaded", "unavailable"]);

/** What is done here now, and what comes of it. */
export interface Adopted extends Performance {
  readonly done: Promise<Counts>;
}

interface Item extends Adopted {
  settle(result: Counts | Error): void;
  underWay: boolean;
  /** Whether it was asked for before, or waited. */
  late: boolean;
  /** Which change of the inbox it became, once the server has said so. */
  seq: number | undefined;
}

/**
 * What the user did and the inbox does not say yet. It shows at once; it is repeated over the next
 * link when one is lost; and it is taken back when the server refuses it. What concerns the same
 * notification is done in the order in which the user did it.
 */
export class Outbox {
  readonly #changed: () => void;
  readonly #clock: Clock;
  readonly #over = new Map<string, Promise<Counts>>();
  #link: Link | undefined;
  #items: readonly Item[] = [];
  #stopRepeating: () => void = () => {};
  #closed = false;

  /** @param changed called whenever {@link waiting} is another */
  constructor(changed: () => void, clock: Clock = systemClock) {
    this.#changed = changed;
    this.#clock = clock;
  }

  /** What the inbox does not say yet, in the order in which it was done. */
  get waiting(): readonly Performance[] {
    return this.#items.map(({ key, command }) => ({ key, command }));
  }

  /** What of that the server has not confirmed either, and would be lost with this page. */
  get unconfirmed(): readonly Performance[] {
    return this.#items
      .filter(({ seq, command }) => seq === undefined && command.kind !== "seen")
      .map(({ key, command }) => ({ key, command }));
  }

  /**
   * Does it, over this link or a later one; again under the same key is the same.
   *
   * @throws BelfryError the server's refusal; `too_many_waiting`; `closed`; `offline`, of what does
   *   not wait for a connection
   */
  add(performance: Performance, late = false): Promise<Counts> {
    const known = this.#known(performance.key);
    if (known !== undefined) {
      return known;
    }
    if (this.#closed) {
      return refused("closed", "The client is closed.");
    }
    if (this.#items.length >= MAX_WAITING) {
      return refused("too_many_waiting", `Only ${MAX_WAITING} changes can wait.`);
    }
    const item = itemOf(performance, late || this.#link === undefined);
    this.#items = [...this.#items, item];
    this.#next();
    this.#changed();
    return item.done;
  }

  /** Does what was done before all that is here, and not confirmed. */
  adopt(earlier: readonly Performance[]): readonly Adopted[] {
    const unknown = earlier.filter(({ key }) => this.#known(key) === undefined);
    const items = unknown.map((each) => itemOf(each, true));
    this.#items = [...items, ...this.#items];
    this.#next();
    this.#changed();
    return items;
  }

  /** Whether it was done here, or refused. */
  isOver(key: string): boolean {
    return this.#over.has(key);
  }

  /** From now on that is the way; what was lost with the last one is asked for again. */
  up(link: Link): void {
    this.#link = link;
    this.#next();
  }

  /** There is no way. That something was seen is not said later: more may have come by then. */
  down(): void {
    this.#link = undefined;
    for (const item of this.#items) {
      item.late = true;
    }
    const seen = this.#items.filter(
      ({ command, seq }) => command.kind === "seen" && seq === undefined,
    );
    for (const item of seen) {
      this.#drop(item, new BelfryError("offline", "There is no connection to the server now."));
    }
  }

  /**
   * Forgets what the inbox says by itself now.
   *
   * @param anew whether it began anew, and so says all that was ever acknowledged
   */
  settled(inbox: Inbox, anew: boolean): void {
    const seq = anew ? Infinity : (inbox.position?.seq ?? 0);
    const left = this.#items.filter((item) => item.seq === undefined || item.seq > seq);
    if (left.length < this.#items.length) {
      this.#items = left;
      this.#changed();
    }
  }

  /** Ends: what waits is not done here any more. */
  close(): void {
    this.#stopRepeating();
    this.#closed = true;
    this.#link = undefined;
    for (const item of this.#items) {
      item.settle(new BelfryError("closed", "The client was closed before this was done."));
    }
  }

  #known(key: string): Promise<Counts> | undefined {
    return this.#over.get(key) ?? this.#items.find((item) => item.key === key)?.done;
  }

  /** Asks for all that need not wait for what was done before. */
  #next(): void {
    const link = this.#link;
    if (link === undefined) {
      return;
    }
    const busy = new Set<string>();
    let allBusy = false;
    for (const item of this.#items) {
      if (item.seq !== undefined) {
        continue;
      }
      const ids = concerns(item.command);
      const isFree =
        ids === "all" ? !allBusy && busy.size === 0 : !allBusy && ids.every((id) => !busy.has(id));
      if (isFree && !item.underWay) {
        this.#ask(link, item);
      }
      if (ids === "all") {
        allBusy = true;
      } else {
        ids.forEach((id) => busy.add(id));
      }
    }
  }

  #ask(link: Link, item: Item): void {
    item.underWay = true;
    const { key, command } = item;
    link.perform({ key, command }, item.late).then(
      (counts) => this.#acknowledged(item, counts),
      (problem: unknown) => this.#failed(item, problem),
    );
  }

  #acknowledged(item: Item, counts: Counts): void {
    item.underWay = false;
    item.seq = counts.seq;
    this.#end(item, counts);
    this.#next();
    this.#changed();
  }

  #failed(item: Item, problem: unknown): void {
    item.underWay = false;
    item.late = true;
    const repeatable = problem instanceof BelfryError && REPEATABLE.has(problem.code);
    if (repeatable || problem instanceof LinkLost) {
      this.#repeatLater();
      return;
    }
    this.#drop(item, problem instanceof Error ? problem : new Error(String(problem)));
  }

  #drop(item: Item, problem: Error): void {
    this.#items = this.#items.filter((each) => each !== item);
    this.#end(item, problem);
    this.#next();
    this.#changed();
  }

  #end(item: Item, result: Counts | Error): void {
    item.settle(result);
    this.#over.set(item.key, item.done);
    if (this.#over.size > MAX_OVER) {
      for (const oldest of this.#over.keys()) {
        this.#over.delete(oldest);
        break;
      }
    }
  }

  #repeatLater(): void {
    this.#stopRepeating();
    if (!this.#closed) {
      this.#stopRepeating = this.#clock.after(REPEAT_MS, () => this.#next());
    }
  }
}

/** A key that no other tab or device gives to another command. */
export function performance(command: Command): Performance {
  return { key: `${Date.now().toString(36)}-${Math.random().toString(36).slice(2)}`, command };
}

function itemOf({ key, command }: Performance, late: boolean): Item {
  let settle: (result: Counts | Error) => void = () => {};
  const done = new Promise<Counts>((resolve, reject) => {
    settle = (result) => (result instanceof Error ? reject(result) : resolve(result));
  });
  // Whoever does not wait for it hears of a refusal all the same: see the client's events.
  done.catch(() => {});
  return { key, command, done, settle, underWay: false, late, seq: undefined };
}

function refused(code: string, message: string): Promise<Counts> {
  const done = Promise.reject(new BelfryError(code, message));
  done.catch(() => {});
  return done;
}
