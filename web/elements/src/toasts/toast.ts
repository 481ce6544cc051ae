import { BelfryError, type Notification, type Outcome, type Priority } from "@belfry/client";

/** What one toast says. */
export type Toast = NotificationToast | RecapToast | RefusedToast;

/** A notification that arrived. */
export interface NotificationToast {
  readonly kind: "notification";
  /** The notification's id. */
  readonly key: string;
  readonly priority: Priority;
  readonly notification: Notification;
  /** What became of a button that was pressed here. */
  readonly press?: Press;
}

/** So many were held back. */
export interface RecapToast {
  readonly kind: "recap";
  readonly key: "recap";
  readonly priority: "normal";
  readonly count: number;
}

/** The server has refused what the user did. */
export interface RefusedToast {
  readonly kind: "refused";
  readonly key: string;
  readonly priority: "high";
  readonly reason: string;
}

export type Press =
  | { readonly state: "pending" | "done"; readonly action: string }
  /** Somebody was first. */
  | { readonly state: "late"; readonly outcome: Outcome }
  | { readonly state: "failed"; readonly reason: string };

export function notificationToast(notification: Notification): NotificationToast {
  const { id, priority } = notification;
  return { kind: "notification", key: id, priority, notification };
}

/** Held back by quiet hours, a pause or a throttle: the newest recap stands for those before. */
export function recapToast(count: number): RecapToast {
  return { kind: "recap", key: "recap", priority: "normal", count };
}

/** The same reason is told once, however often it was given. */
export function refusedToast(reason: string): RefusedToast {
  return { kind: "refused", key: `refused ${reason}`, priority: "high", reason };
}

/** Whether it is to be heard of at once, rather than in turn. */
export function isPressing({ priority }: Toast): boolean {
  return priority === "high" || priority === "urgent";
}

/** What became of a button where the server did not take it. */
export function failedPress(problem: Error): Press {
  const isLate = problem instanceof BelfryError && problem.code === "already_answered";
  return isLate
    ? { state: "late", outcome: problem.details["outcome"] as Outcome }
    : { state: "failed", reason: problem.message };
}
