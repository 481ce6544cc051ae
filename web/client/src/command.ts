/** Something that a user does to an inbox, and that shows at once. */
export type Command =
  | { readonly kind: "read" | "unread" | "delete"; readonly id: string }
  | { readonly kind: "archive"; readonly id: string; readonly archived: boolean }
  /** `until` in epoch milliseconds, `null` to have it back now. */
  | { readonly kind: "snooze"; readonly id: string; readonly until: number | null }
  /** `ids` are those that were unread when the user said so. */
  | { readonly kind: "readAll"; readonly ids: readonly string[] }
  | { readonly kind: "seen" };

/** An event to emit, and its arguments. */
export type Request = readonly [event: string, ...args: readonly unknown[]];

/**
 * What asks the server for it.
 *
 * @param late whether the user said so some time ago: what came since is not meant then
 */
export function requests(command: Command, late: boolean): readonly Request[] {
  switch (command.kind) {
    case "read":
      return [["markNotificationRead", command.id]];
    case "unread":
      return [["markNotificationUnread", command.id]];
    case "delete":
      return [["deleteNotification", command.id]];
    case "archive":
      return [["archiveNotification", command.id, command.archived]];
    case "snooze":
      return [["snoozeNotification", command.id, command.until]];
    case "readAll":
      return late ? command.ids.map((id) => ["markNotificationRead", id]) : [["markAllRead"]];
    case "seen":
      return [["markSeen"]];
  }
}

/** Which notifications it concerns; `all` also of those that are not here. */
export function concerns(command: Command): readonly string[] | "all" {
  switch (command.kind) {
    case "readAll":
      return "all";
    case "seen":
      return [];
    default:
      return [command.id];
  }
}
