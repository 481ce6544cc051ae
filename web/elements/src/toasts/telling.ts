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

/**
 * What is said of the answer by a button; `undefined` before there is one.
 *
 * @param user whose inbox it is
 */
export function answerOf(
  { notification, press }: NotificationToast,
  words: Words,
  user: string | undefined,
): string | undefined {
  const ofSomebody = ({ action, by }: Outcome) => {
    const answer = labelOf(notification, action);
    return by === undefined || by === user ? answer : words.say("answeredBy", { answer, name: by });
  };
  switch (press?.state) {
    case "pending":
    case "failed":
      return undefined;
    case "late":
      return words.say("alreadyAnswered", { answer: ofSomebody(press.outcome) });
    case "done":
      return labelOf(notification, press.action);
    default:
      return notification.outcome && ofSomebody(notification.outcome);
  }
}

/** What is said of a button that was pressed: its answer, or why there is none. */
export function told(
  toast: NotificationToast,
  words: Words,
  user: string | undefined,
): string | undefined {
  const { press } = toast;
  return press?.state === "failed"
    ? words.say("notDone", { reason: press.reason })
    : answerOf(toast, words, user);
}

function labelOf({ actions = [] }: Notification, action: string): string {
  return actions.find(({ id }) => id === action)?.label ?? action;
}
