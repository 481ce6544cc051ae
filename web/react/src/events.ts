import type { Arrival, ClientEvents } from "@belfry/client";
import { useEffect, useRef } from "react";
import { useBelfry } from "./provider.js";

/** Calls the listener with what there is to speak of now, for as long as it is mounted. */
export function useArrivals(listener: (arrivals: readonly Arrival[]) => void): void {
  useClientEvent("arrivals", listener);
}

/**
 * Calls the listener with how many were held back by quiet hours, a pause or a throttle and are
 * unread still, for as long as it is mounted.
 */
export function useRecap(listener: (count: number) => void): void {
  useClientEvent("recap", listener);
}

function useClientEvent<K extends keyof ClientEvents>(
  event: K,
  listener: (what: ClientEvents[K]) => void,
): void {
  const client = useBelfry();
  const latest = useRef(listener);
  useEffect(() => {
    latest.current = listener;
  });
  useEffect(() => client?.on(event, (what) => latest.current(what)), [client, event]);
}
