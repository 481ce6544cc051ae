import { isListed, type Notification, type Priority } from "@belfry/client";
import type { Press, Toast } from "./toast.js";

/** How long a toast is up. Nothing of low priority is shown by one, unless a server says so. */
export const SHOWN_MS: Readonly<Record<Priority, number>> = {
  low: 6_000,
  normal: 6_000,
  high: 12_000,
  urgent: Number.POSITIVE_INFINITY,
};

/** How long the answer by a button stays. */
export const ANSWERED_MS = 4_000;

/** More than that is only in the inbox. */
export const MOST = 100;

interface Entry {
  readonly toast: Toast;
  readonly leftMs: number;
}

/** Some toasts of a stack, newest first, and how many more there are. */
export interface Shown {
  readonly toasts: readonly Toast[];
  readonly more: number;
}

/** The toasts that are up, each for its time; time stands still while the stack rests. */
export class Stack {
  readonly #now: () => number;
  /** Newest first. */
  #entries: readonly Entry[] = [];
  #rests = false;
  #sinceMs: number;

  /** @param now a clock, in milliseconds */
  constructor(now: () => number) {
    this.#now = now;
    this.#sinceMs = now();
  }

  get size(): number {
    return this.#entries.length;
  }

  get keys(): readonly string[] {
    return this.#entries.map(({ toast }) => toast.key);
  }

  /** How long it is until the next one is over; infinite where none will be. */
  get nextMs(): number {
    this.#pass();
    const next = Math.min(...this.#entries.map(({ leftMs }) => leftMs));
    return this.#rests ? Number.POSITIVE_INFINITY : next;
  }

  /**
   * Those that there is room for, newest first. The newest are kept, but nothing that is urgent
   * makes room for what is not.
   */
  shown(limit: number): Shown {
    const toasts = this.#entries.map(({ toast }) => toast);
    const urgent = toasts.filter(isUrgent);
    const others = toasts.filter((toast) => !isUrgent(toast));
    const kept = new Set([...urgent, ...others].slice(0, limit));
    return { toasts: toasts.filter((toast) => kept.has(toast)), more: toasts.length - kept.size };
  }

  get(key: string): Toast | undefined {
    return this.#entries.find(({ toast }) => toast.key === key)?.toast;
  }

  /** Adds one as the newest; one of the same key is replaced. */
  put(toast: Toast): void {
    this.remove(toast.key);
    this.#entries = [{ toast, leftMs: SHOWN_MS[toast.priority] }, ...this.#entries];
    if (this.#entries.length > MOST) {
      const least = this.#entries.findLast((entry) => !isUrgent(entry.toast));
      const dropped = least ?? this.#entries.at(-1);
      this.#entries = this.#entries.filter((entry) => entry !== dropped);
    }
  }

  /** Takes one away, if it is there. */
  remove(key: string): void {
    this.#pass();
    this.#entries = this.#entries.filter(({ toast }) => toast.key !== key);
  }

  clear(): void {
    this.#entries = [];
  }

  /** Takes away those whose time is over, and says which these were. */
  expire(): readonly string[] {
    this.#pass();
    const over = this.#entries.filter(({ leftMs }) => leftMs <= 0);
    this.#entries = this.#entries.filter(({ leftMs }) => leftMs > 0);
    return over.map(({ toast }) => toast.key);
  }

  /** Stops the time of all toasts, or lets it go on. */
  rest(rests: boolean): void {
    this.#pass();
    this.#rests = rests;
  }

  /** A button was pressed, and that became of it. The toast stays until that is known and read. */
  press(id: string, press: Press): void {
    this.#pass();
    this.#entries = this.#entries.map((entry) =>
      entry.toast.kind === "notification" && entry.toast.key === id
        ? { toast: { ...entry.toast, press }, leftMs: leftAfter(press, entry.toast.priority) }
        : entry,
    );
  }

  /**
   * Shows notifications as they are now; those that the user is through with, here or elsewhere,
   * go.
   */
  follow(notifications: ReadonlyMap<string, Notification>): void {
    this.#pass();
    this.#entries = this.#entries.flatMap((entry) => {
      const { toast } = entry;
      if (toast.kind !== "notification") {
        return [entry];
      }
      const now = notifications.get(toast.key);
      const isAnswered = toast.press !== undefined && toast.press.state !== "failed";
      if (!isAnswered && (now === undefined || now.read || !isListed(now))) {
        return [];
      }
      return now === undefined || now === toast.notification
        ? [entry]
        : [{ ...entry, toast: { ...toast, notification: now, priority: now.priority } }];
    });
  }

  /** Counts the time that has passed. */
  #pass(): void {
    const nowMs = this.#now();
    const passedMs = this.#rests ? 0 : nowMs - this.#sinceMs;
    this.#sinceMs = nowMs;
    if (passedMs > 0) {
      this.#entries = this.#entries.map(({ toast, leftMs }) => ({
        toast,
        leftMs: leftMs - passedMs,
      }));
    }
  }
}

function isUrgent({ priority }: Toast): boolean {
  return priority === "urgent";
}

function leftAfter({ state }: Press, priority: Priority): number {
  switch (state) {
    case "pending":
      return Number.POSITIVE_INFINITY;
    case "done":
    case "late":
      return ANSWERED_MS;
    case "failed":
      return SHOWN_MS[priority];
  }
}
