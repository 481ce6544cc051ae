import type { Notification } from "@belfry/client";

/** A notification with that id, otherwise like any other. */
export function notification(id: string, fields: Partial<Notification> = {}): Notification {
  return {
    id,
    seq: 1,
    type: "info",
    title: `Title of ${id}`,
    message: "",
    priority: "normal",
    timestamp: 1_767_225_600_000,
    read: false,
    seen: false,
    ...fields,
  };
}
