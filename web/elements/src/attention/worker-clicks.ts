/** What the user did to a notification that the service worker has shown. */
export interface Clicked {
  readonly id: string;
  /** Where the page is to go, absolute. */
  readonly url?: string;
  /** The button that was pressed. */
  readonly action?: string;
}

/**
 * Calls `listener`, until the function that it returns is called, when the service worker says that
 * the user clicked something. It answers whether that was its own: the worker goes on by itself
 * otherwise.
 */
export function watchWorker(listener: (click: Clicked) => boolean): () => void {
  const workers = navigator.serviceWorker as ServiceWorkerContainer | undefined;
  const take = ({ data, ports }: MessageEvent) => {
    const click = clickOf(data);
    if (click !== undefined && listener(click)) {
      ports[0]?.postMessage({ taken: true });
    }
  };
  workers?.addEventListener("message", take);
  return () => workers?.removeEventListener("message", take);
}

function clickOf(data: unknown): Clicked | undefined {
  const { belfry, id, url, action } = (data ?? {}) as Record<string, unknown>;
  return belfry === "open" && typeof id === "string"
    ? {
        id,
        ...(typeof url === "string" && { url }),
        ...(typeof action === "string" && { action }),
      }
    : undefined;
}
