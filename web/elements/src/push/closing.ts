import { isListed, type BelfryClient, type Inbox } from "@belfry/client";
import { idOf } from "./messages.js";

type Items = Pick<Inbox, "more" | "notifications">;

/** Where OS notifications are known: a registration. */
export type Shower = Pick<ServiceWorkerRegistration, "getNotifications">;

/**
 * Closes the OS notifications of whatever the user has read, archived, snoozed or deleted, on
 * whichever device, as soon as the client knows; until the function that it returns is called.
 */
export function closeFinished(
  client: Pick<BelfryClient, "state" | "subscribe">,
  registration: Shower,
): () => void {
  let { inbox } = client.state;
  const close = async (before: Inbox, after: Inbox) => {
    for (const shown of await registration.getNotifications().catch(() => [])) {
      const id = idOf(shown);
      if (id !== undefined && isFinished(id, before, after)) {
        shown.close();
      }
    }
  };
  void close(inbox, inbox);
  return client.subscribe(() => {
    const before = inbox;
    ({ inbox } = client.state);
    if (inbox !== before) {
      void close(before, inbox);
    }
  });
}

/** Whether one that is shown needs nobody's attention any more after an inbox has changed. */
export function isFinished(id: string, before: Items, { notifications, more }: Items): boolean {
  const present = notifications.get(id);
  if (present !== undefined) {
    return present.read || !isListed(present);
  }
  // One that was not here may just not have come yet: what is pushed can be faster. And where the
  // server's newest alone are here, older ones were left out, not deleted.
  return (
    before.notifications.has(id) && !(more && [...notifications.keys()].every((each) => id < each))
  );
}
