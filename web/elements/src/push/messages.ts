/** What pages and the service worker of their origin say to each other: docs/push.md. */

/** The user clicked an OS notification, or pressed its button `action`. */
export interface OpenMessage {
  readonly belfry: "open";
  /** Absent where it was shown for a push that could not be understood. */
  readonly id?: string;
  /** Where the page is to go, absolute. */
  readonly url?: string;
  readonly action?: string;
}

/** The user is through with these. */
export interface CloseMessage {
  readonly belfry: "close";
  readonly ids: readonly string[];
}

/** The page is there, and takes what a click has opened it for. */
export interface ReadyMessage {
  readonly belfry: "ready";
}

/** What the worker says; `undefined` for messages that are not of ours. */
export function messageOf(data: unknown): OpenMessage | { belfry: "subscription" } | undefined {
  const { belfry } = (data ?? {}) as { readonly belfry?: unknown };
  return belfry === "open" || belfry === "subscription" ? (data as OpenMessage) : undefined;
}

/** The id of the notification that an OS notification shows. */
export function idOf({ data }: Pick<Notification, "data">): string | undefined {
  return (data as { readonly belfry?: { readonly id?: string } } | null)?.belfry?.id;
}
