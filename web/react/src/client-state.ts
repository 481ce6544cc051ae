import { emptyInbox, type State } from "@belfry/client";
import { useCallback, useSyncExternalStore } from "react";
import { useBelfry } from "./provider.js";

/** What there is to show while there is no client. */
const nothing: State = { status: "connecting", inbox: emptyInbox, waiting: 0, leads: false };

/** A part of the client's state; it has to be the very same one for as long as it is no other. */
export function useClientState<T>(select: (state: State) => T): T {
  const client = useBelfry();
  const subscribe = useCallback(
    (listener: () => void) => client?.subscribe(listener) ?? (() => {}),
    [client],
  );
  return useSyncExternalStore(
    subscribe,
    () => select(client?.state ?? nothing),
    () => select(nothing),
  );
}
