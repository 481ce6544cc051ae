import type { BelfryClient } from "@belfry/client";

/**
 * Keeps the number on the application's icon, which pushes set too, at what is unread; until the
 * function that it returns is called. Only installed applications have one.
 */
export function showUnreadOnIcon(client: Pick<BelfryClient, "state" | "subscribe">): () => void {
  let shown: number | undefined;
  const show = () => {
    const { inbox } = client.state;
    if (inbox.position !== null && inbox.unread !== shown) {
      shown = inbox.unread;
      setBadge(shown);
    }
  };
  show();
  return client.subscribe(show);
}

/** Sets the number on the application's icon, where the browser can; 0 takes it away. */
export function setBadge(unread: number): void {
  (navigator as Partial<Navigator>).setAppBadge?.(unread).catch(() => undefined);
}
