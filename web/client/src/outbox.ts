import { foresee, type Command } from "./command.js";
import type { Inbox } from "./inbox.js";
import type { Link, Performance } from "./link.js";
import type { Counts } from "./notification.js";
import { BelfryError, LinkLost } from "./problem.js";

/** What may wait for a connection. */
const MAX_WAITING = 1_000;

const REPEAT_MS = 2_000;

/** What the server says when the same can be asked a little later. */
const REPEATABLE = new Set(["overloaded", "unavailable"]);

interface Item extends Performance {
  readonly done: Promise<Counts>;
  settle(result: Counts | Error): void;
  underWay: boolean;
  /** Whether it was asked for before, or waited. */
  late: boolean;
  /** Which change of the inbox it became, once the server has said so. */
  seq: number | undefined;
}

/**
 * What the user did and the inbox does not say yet. It shows at once; it is repeated over the next
 * link when one is lost, in its order; and it is taken back when the server refuses it.
 */
export class Outbox {
  readonly #changed: () => void;
  #link: Link | undefined;
  #items: readonly Item[] = [];
  #repeat: ReturnType<typeof setTimeout> | undefined;

  /** @param changed called whenever {@link waiting} is another */
  constructor(changed: () => void) {
    this.#changed = changed;
  }

  /** What waits, in the order in which it was done. */
  get waiting(): readonly Performance[] {
    return this.#items.map(({ key, command }) => ({ key, command }));
  }

  /**
   * Does it, over this link or a later one; again under the same key is the same.
   *
   * @throws BelfryError the server's refusal, or `too_many_waiting`
   */
  add(performance: Performance, late = false): Promise<Counts> {
    const known = this.#items.find(({ key }) => key === performance.key);
    if (known !== undefined) {
      return known.done;
    }
    if (this.#items.length >= MAX_WAITING) {
      return Promise.reject(
        new BelfryError("too_many_waiting", `Only ${MAX_WAITING} changes can wait.`),
      );
    }
    const item = itemOf(performance, late);
    this.#items = [...this.#items, item];
    this.#changed();
    this.#perform(item);
    return item.done;
  }

  /** From now on that is the way; what was lost with the last one is asked for again. */
  up(link: Link): void {
    this.#link = link;
    for (const item of this.#items) {
      this.#perform(item);
    }
  }

  down(): void {
    this.#link = undefined;
    for (const item of this.#items) {
      item.late = true;
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

  close(): void {
    clearTimeout(this.#repeat);
    this.#link = undefined;
  }

  #perform(item: Item): void {
    const link = this.#link;
    if (link === undefined || item.underWay || item.seq !== undefined) {
      item.late ||= link === undefined;
      return;
    }
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
    item.settle(counts);
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
    this.#items = this.#items.filter((each) => each !== item);
    item.settle(problem instanceof Error ? problem : new Error(String(problem)));
    this.#changed();
  }

  #repeatLater(): void {
    clearTimeout(this.#repeat);
    this.#repeat = setTimeout(() => {
      if (this.#link !== undefined) {
        this.up(this.#link);
      }
    }, REPEAT_MS);
  }
}

/** The inbox as it will be once all of `waiting` is done. */
export function foreseen(inbox: Inbox, waiting: readonly Performance[]): Inbox {
  return waiting.reduce((before, { command }) => foresee(before, command), inbox);
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
  // Whoever does not wait for it hears of a refusal all the same: see the client's errors.
  done.catch(() => {});
  return { key, command, done, settle, underWay: false, late, seq: undefined };
}
