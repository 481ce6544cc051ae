import type { InboxEvent } from "@belfry/client";
import { jsonText } from "./json-text.js";

const LONGEST = 160;

/** What a frame carries: the one argument of an event that has no other. */
export function carried(content: unknown): unknown {
  return Array.isArray(content) && content.length <= 1 ? content[0] : content;
}

/** The same on one line: of an inbox what is new in it, of anything else its JSON. */
export function previewOf(content: unknown): string {
  const what = carried(content);
  return isInbox(what) ? inboxPreview(what) : jsonText(what, 0).slice(0, LONGEST);
}

function inboxPreview(event: InboxEvent): string {
  const { seq, reset, upserts, removed, alerts, unread, recap, preferences } = event;
  const toasts = alerts.filter(({ toast }) => toast).length;
  return [
    `seq ${seq}`,
    ...(reset ? ["the whole inbox"] : []),
    ...part(upserts.length, "upsert", "upserts"),
    ...part(removed.length, "removed", "removed"),
    ...part(toasts, "toast", "toasts"),
    ...(recap === undefined ? [] : [`recap of ${recap}`]),
    ...(preferences === undefined || reset ? [] : ["preferences"]),
    `${unread} unread`,
  ].join(", ");
}

function part(count: number, one: string, many: string): readonly string[] {
  return count === 0 ? [] : [`${count} ${count === 1 ? one : many}`];
}

function isInbox(value: unknown): value is InboxEvent {
  return typeof value === "object" && value !== null && "upserts" in value && "epoch" in value;
}
