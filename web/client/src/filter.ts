import { isListed } from "./inbox.js";
import type { Notification, Query } from "./notification.js";

/** Which notifications a list is of; those of the inbox without one. */
export type Filter = Omit<Query, "limit" | "cursor">;

/**
 * Whether what the client can tell by itself holds. What words are found by `q` is the server's to
 * say.
 */
export function matches(filter: Filter, notification: Notification): boolean {
  const { type, priority, read, unread, from, to, data = {} } = filter;
  const { timestamp } = notification;
  return (
    isInPlace(filter, notification) &&
    isOneOf(type, notification.type) &&
    isOneOf(priority, notification.priority) &&
    (read === undefined || notification.read === read) &&
    (unread !== true || !notification.read) &&
    (from === undefined || timestamp >= moment(from)) &&
    (to === undefined || timestamp < moment(to)) &&
    Object.entries(data).every(([name, value]) => holds(notification.data?.[name], value))
  );
}

/** Whether all that a list is of can be told by the client. */
export function isTold({ q }: Filter): boolean {
  return q === undefined;
}

/** Whether it is a list of all that is in the inbox. */
export function isWhole(filter: Filter): boolean {
  return Object.values(filter).every((value) => value === undefined);
}

function isInPlace({ archived, snoozed }: Filter, notification: Notification): boolean {
  if (snoozed === true) {
    return notification.snoozedUntil !== undefined;
  }
  switch (archived) {
    case "all":
      return true;
    case true:
      return notification.archived === true;
    default:
      return isListed(notification);
  }
}

function isOneOf<T>(wanted: T | readonly T[] | undefined, is: T): boolean {
  return wanted === undefined || (Array.isArray(wanted) ? wanted.includes(is) : wanted === is);
}

function moment(time: string | number): number {
  return typeof time === "number" ? time : Date.parse(time);
}

/** As the server compares: texts as they are, and numbers and booleans by what they say. */
function holds(is: unknown, wanted: string | number | boolean): boolean {
  return is === wanted || (typeof is !== "object" && is !== undefined && `${is}` === `${wanted}`);
}
