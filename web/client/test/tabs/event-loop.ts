import type { Clock } from "../../src/clock.js";

const START_MS = 1_767_225_600_000;

interface Timer {
  readonly dueMs: number;
  call(): void;
}

/**
 * What happens in one tab, in order and never at once. A tab that hangs does nothing; what came
 * meanwhile is done when it goes on. Its time is what the test lets pass.
 */
export class EventLoop implements Clock {
  #tasks: (() => void)[] = [];
  #lateTasks: (() => void)[] = [];
  #timers: readonly Timer[] = [];
  #passedMs = 0;
  #setBackMs = 0;
  #hangs = false;
  #underWay = false;

  /** Whether nothing is left to do before time passes. */
  get isIdle(): boolean {
    return !this.#underWay && (this.#hangs || this.#tasks.length + this.#lateTasks.length === 0);
  }

  /** How much time has passed when the next timer is due; `Infinity` where there is none. */
  get nextDueMs(): number {
    return this.#hangs ? Infinity : Math.min(...this.#timers.map(({ dueMs }) => dueMs));
  }

  nowMs(): number {
    return START_MS + this.#passedMs - this.#setBackMs;
  }

  after(delayMs: number, call: () => void): () => void {
    const timer = { dueMs: this.#passedMs + delayMs, call };
    this.#timers = [...this.#timers, timer];
    return () => {
      this.#timers = this.#timers.filter((each) => each !== timer);
    };
  }

  /** Does it after all that it has to do already. */
  post(task: () => void): void {
    this.#tasks.push(task);
    this.#go();
  }

  /** Does it when there is nothing else to do: browsers promise no order of unlike things. */
  postLate(task: () => void): void {
    this.#lateTasks.push(task);
    this.#go();
  }

  /** Lets time pass until so much has, and calls what is due by then. */
  moveTo(passedMs: number): void {
    this.#passedMs = passedMs;
    if (!this.#hangs) {
      this.#callDue();
    }
  }

  /** The device's clock says less from now on. */
  setBack(ms: number): void {
    this.#setBackMs += ms;
  }

  hang(): void {
    this.#hangs = true;
  }

  /** What should have happened meanwhile happens now: timers first, which are the harder case. */
  goOn(): void {
    this.#hangs = false;
    this.#callDue();
    this.#go();
  }

  /** Ends as when a browser ends the tab's process. */
  die(): void {
    this.#hangs = true;
    this.#tasks = [];
    this.#lateTasks = [];
    this.#timers = [];
  }

  #callDue(): void {
    const due = this.#timers.filter(({ dueMs }) => dueMs <= this.#passedMs);
    this.#timers = this.#timers.filter(({ dueMs }) => dueMs > this.#passedMs);
    for (const { call } of due) {
      this.post(call);
    }
  }

  #go(): void {
    if (!this.#underWay && !this.isIdle) {
      this.#underWay = true;
      setImmediate(() => {
        this.#underWay = false;
        if (!this.#hangs) {
          (this.#tasks.shift() ?? this.#lateTasks.shift())?.();
          this.#go();
        }
      });
    }
  }
}
