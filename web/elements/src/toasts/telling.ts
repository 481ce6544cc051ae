import type { Notification, Outcome } from "@belfry/client";
import type { Words } from "../strings/words.js";
import type { NotificationToast, Toast } from "./toast.js";

/** What a toast is called. */
export function titleOf(toast: Toast, words: Words): string {
  switch (toast.kind) {
    case "notification":
      return toast.notification.title;
    case "recap":
      return words.count("recap", toast.count);
    case "refused":
      return words.say("notDone", { reason: toast.reason });
  }
}

/** All that a toast says, for those who hear it. */
export function spoken(toast: Toast, words: Words): string {
  const title = titleOf(toast, words);
  const message = toast.kind === "notification" ? toast.notification.message : "";
  const urgent = toast.priority === "urgent" ? `${words.say("urgent")}: ` : "";
  return urgent + [title, message].filter((text) => text !== "").join(". ");
}

/** What is said of the answer by a button; `undefined` before there is one. */
export function answerOf(
  { notification, press }: NotificationToast,
  words: Words,
): string | undefined {
  if (press?.state === "failed" || press?.state === "pending") {
    return undefined;
  }
  if (press?.state === "late") {
    return words.say("alreadyAnswered", { answer: told(notification, press.outcome, words) });
  }
  const { outcome } = notification;
  if (outcome !== undefined) {
    const isOwn = press !== undefined || notification.read;
    return isOwn ? labelOf(notification, outcome.action) : told(notification, outcome, words);
  }
  return press === undefined ? undefined : labelOf(notification, press.action);
}

function told(notification: Notification, { action, by }: Outcome, words: Words): string {
  const answer = labelOf(notification, action);
  return by === undefined ? answer : words.say("answeredBy", { answer, name: by });
}

function labelOf({ actions = [] }: Notification, action: string): string {
  return actions.find(({ id }) => id === action)?.label ?? action;
}
