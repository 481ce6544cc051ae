import { isListed, type BelfryClient, type Inbox } from "@belfry/client";
import { idOf, type CloseMessage } from "./messages.js";

/**
 * Has the worker close the OS notifications of whatever the user has read, archived, snoozed or
 * deleted, on whichever device, as soon as the client knows; until the function that it returns is
 * called.
 */
export function closeFinished(
  client: Pick<BelfryClient, "state" | "subscribe">,
  registration: ServiceWorkerRegistration,
): () => void {
  let { inbox } = client.state;
  const gone = new Set<string>();
  let isLooking = false;
  let isStale = false;
  const look = async () => {
    isLooking = true;
    do {
      isStale = false;
      const shown = await registration.getNotifications().catch(() => []);
      const ids = finished(
        inbox,
        gone,
        shown.flatMap((each) => idOf(each) ?? []),
      );
      gone.clear();
      if (ids.length > 0) {
        const message: CloseMessage = { belfry: "close", ids };
        registration.active?.postMessage(message);
      }
    } while (isStale);
    isLooking = false;
  };
  const take = (after: Inbox) => {
    for (const id of removed(inbox, after)) {
      gone.add(id);
    }
    inbox = after;
    isStale = true;
    if (!isLooking) {
      void look();
    }
  };
  take(inbox);
  return client.subscribe(() => {
    if (client.state.inbox !== inbox) {
      take(client.state.inbox);
    }
  });
}

/** Those of `shown` that need nobody's attention any more. */
export function finished(
  { notifications }: Pick<Inbox, "notifications">,
  gone: ReadonlySet<string>,
  shown: readonly string[],
): string[] {
  return shown.filter((id) => {
    const present = notifications.get(id);
    // One that is not here may just not have come yet: what is pushed can be faster.
    return present === undefined ? gone.has(id) : present.read || !isListed(present);
  });
}

/** What was deleted between two states of an inbox. */
export function removed(before: Inbox, after: Inbox): string[] {
  const ids = [...before.notifications.keys()].filter((id) => !after.notifications.has(id));
  if (!after.more) {
    return ids;
  }
  // The server's newest alone are here: older ones were left out, not deleted.
  const oldest = [...after.notifications.keys()].reduce((a, b) => (a < b ? a : b), "~");
  return ids.filter((id) => id > oldest);
}
