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

/** The browser has replaced or ended the subscription. */
export interface SubscriptionMessage {
  readonly belfry: "subscription";
}

/** The page is there, and takes what a click has opened it for. */
export interface ReadyMessage {
  readonly belfry: "ready";
}

type Message = OpenMessage | SubscriptionMessage;

/** Hears what the worker says, until the function that it returns is called. */
export function hearWorker(
  hear: (message: Message, port: MessagePort | undefined) => void,
): () => void {
  // There is none in insecure contexts.
  const workers = navigator.serviceWorker as ServiceWorkerContainer | undefined;
  const take = ({ data, ports }: MessageEvent<Message | null>) => {
    if (data?.belfry !== undefined) {
      hear(data, ports[0]);
    }
  };
  workers?.addEventListener("message", take);
  workers?.startMessages();
  return () => workers?.removeEventListener("message", take);
}

/** The id of the notification that an OS notification shows. */
export function idOf({ data }: Pick<Notification, "data">): string | undefined {
  return (data as { readonly belfry?: { readonly id?: string } } | null)?.belfry?.id;
}
