import {
  Listing,
  type BelfryClient,
  type Counts,
  type Filter,
  type ListingState,
} from "@belfry/client";
import { useCallback, useMemo, useSyncExternalStore } from "react";
import { absent } from "./absent.js";
import { useBelfry } from "./provider.js";

/**
 * What a user does to notifications: it shows at once. The promises are fulfilled when the server
 * has done it, and rejected with a `BelfryError` when it refuses: nothing has to wait for them.
 */
export interface NotificationActions {
  readonly markRead: (id: string) => Promise<Counts>;
  readonly markUnread: (id: string) => Promise<Counts>;
  /** All of the inbox, also those that the filter leaves out. */
  readonly markAllRead: () => Promise<Counts>;
  /** `false` has it back in the inbox. */
  readonly archive: (id: string, archived?: boolean) => Promise<Counts>;
  /** Until then, epoch milliseconds; `null` has it back now. */
  readonly snooze: (id: string, until: number | null) => Promise<Counts>;
  readonly remove: (id: string) => Promise<Counts>;
  /** Presses a button: shown once the server says that it is the first answer. */
  readonly act: (id: string, action: string) => Promise<Counts>;
}

export interface Notifications extends ListingState, NotificationActions {
  /** Loads older ones. */
  readonly loadMore: () => Promise<void>;
}

const nothing: ListingState = {
  notifications: [],
  loading: true,
  more: false,
  problem: undefined,
};

/**
 * A live list of notifications, newest first: those of the inbox, or those that a filter lets
 * through, and what can be done to them.
 *
 * @param filter which; one that says the same is the same
 */
export function useNotifications(filter?: Filter): Notifications {
  const client = useBelfry();
  const said = JSON.stringify(filter ?? {});
  const listing = useMemo(
    () => client && new Listing(client, JSON.parse(said) as Filter),
    [client, said],
  );
  const subscribe = useCallback(
    (listener: () => void) => listing?.subscribe(listener) ?? (() => {}),
    [listing],
  );
  const state = useSyncExternalStore(
    subscribe,
    () => listing?.state ?? nothing,
    () => nothing,
  );
  const actions = useMemo(() => actionsOf(client), [client]);
  const loadMore = useCallback(async () => listing?.loadMore(), [listing]);
  return useMemo(() => ({ ...state, ...actions, loadMore }), [state, actions, loadMore]);
}

function actionsOf(client: BelfryClient | undefined): NotificationActions {
  const by = (act: (client: BelfryClient) => Promise<Counts>) =>
    client === undefined ? absent() : act(client);
  return {
    markRead: (id) => by((its) => its.markRead(id)),
    markUnread: (id) => by((its) => its.markUnread(id)),
    markAllRead: () => by((its) => its.markAllRead()),
    archive: (id, archived) => by((its) => its.archive(id, archived)),
    snooze: (id, until) => by((its) => its.snooze(id, until)),
    remove: (id) => by((its) => its.delete(id)),
    act: (id, action) => by((its) => its.act(id, action)),
  };
}
