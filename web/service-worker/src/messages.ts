/** What the worker and the pages of its origin say to each other. */

/** To a page: the user clicked a notification, or pressed its button `action`. */
export interface OpenMessage {
  readonly belfry: "open";
  readonly id?: string;
  /** Where the page is to go, absolute. */
  readonly url?: string;
  readonly action?: string;
}

/** To all pages: the browser has replaced or ended the subscription. */
export interface SubscriptionMessage {
  readonly belfry: "subscription";
}

/** From a page: it is there, and takes what a click has opened it for. */
export interface ReadyMessage {
  readonly belfry: "ready";
}

/** Whether a page says that it is there. */
export function isReady(message: unknown): boolean {
  return (message as Partial<ReadyMessage> | null)?.belfry === "ready";
}
