import type { Notification } from "@belfry/client";
import { safeUrl } from "./safe-url.js";

/** Where a notification or one of its buttons leads. */
export interface Destination {
  readonly notification: Notification;
  /** Absolute. */
  readonly url: string;
}

/**
 * Goes to an address that came with a notification, unless the page does so itself: it is told by
 * the event `belfry-navigate`, and prevents the default then. The page's own addresses open in
 * its place, others in a new tab that knows nothing of this one.
 */
export function navigate(from: HTMLElement, notification: Notification, address: string): void {
  const url = safeUrl(address, document.baseURI);
  if (url === undefined) {
    return;
  }
  const detail: Destination = { notification, url };
  const told = new CustomEvent("belfry-navigate", {
    detail,
    bubbles: true,
    composed: true,
    cancelable: true,
  });
  if (!from.dispatchEvent(told)) {
    return;
  }
  if (new URL(url).origin === location.origin) {
    location.assign(url);
  } else {
    window.open(url, "_blank", "noopener,noreferrer");
  }
}
