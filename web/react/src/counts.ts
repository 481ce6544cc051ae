import type { Status } from "@belfry/client";
import { useMemo } from "react";
import { useClientState } from "./client-state.js";

/** How many are unread: what a badge shows. */
export function useUnreadCount(): number {
  return useClientState(({ inbox }) => inbox.unread);
}

/** How many came since the user last looked; `markSeen` of the client says that they do. */
export function useUnseenCount(): number {
  return useClientState(({ inbox }) => inbox.unseen);
}

export interface ConnectionState {
  readonly status: Status;
  /** How many changes the server has not confirmed. */
  readonly waiting: number;
}

/** How the connection stands, and how much waits for it. */
export function useConnection(): ConnectionState {
  const status = useClientState((state) => state.status);
  const waiting = useClientState((state) => state.waiting);
  return useMemo(() => ({ status, waiting }), [status, waiting]);
}
