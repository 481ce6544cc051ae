import { BelfryClient, userOf, type ClientOptions } from "@belfry/client";
import { useEffect, useLayoutEffect, useRef, useState } from "react";

interface Owned {
  readonly client: BelfryClient;
  readonly identity: string;
  isUsed: boolean;
}

/**
 * So early that whatever is inside hears of the first arrivals, too. React 18 warns of it on
 * servers, where neither is called.
 */
const useEarlyEffect = typeof window === "undefined" ? useEffect : useLayoutEffect;

/** A client that is open for as long as the component is mounted; none without options. */
export function useOwnedClient(options: ClientOptions | undefined): BelfryClient | undefined {
  const [owned, setOwned] = useState<Owned>();
  const last = useRef<Owned>(undefined);
  const latestToken = useRef(options?.token);
  const identity = options && identityOf(options);
  useEarlyEffect(() => {
    latestToken.current = options?.token ?? latestToken.current;
  });
  useEarlyEffect(() => {
    if (options === undefined || identity === undefined) {
      return;
    }
    const token = async (renew: boolean) => {
      const source = latestToken.current ?? options.token;
      return typeof source === "string" ? source : source(renew);
    };
    const mine =
      last.current?.identity === identity
        ? last.current
        : { client: new BelfryClient({ ...options, token }), identity, isUsed: true };
    mine.isUsed = true;
    last.current = mine;
    setOwned(mine);
  }, [identity]);
  // Where Suspense hides what was there already, layout effects are undone, and these are not.
  useEffect(() => {
    const mine = last.current;
    if (mine === undefined || mine.identity !== identity) {
      return undefined;
    }
    mine.isUsed = true;
    return () => {
      mine.isUsed = false;
      // StrictMode and Fast Refresh take it up again before this.
      queueMicrotask(() => {
        if (!mine.isUsed) {
          last.current = last.current === mine ? undefined : last.current;
          setOwned((now) => (now === mine ? undefined : now));
          void mine.client.close();
        }
      });
    };
  }, [identity]);
  // After a change of users nobody sees what the one before had.
  return owned !== undefined && owned.identity === identity ? owned.client : undefined;
}

/** What makes it another client; all else is for the one that there is. */
function identityOf({ url, token, user, device, share }: ClientOptions): string {
  const whose = user ?? (typeof token === "string" ? userOf(token) : undefined);
  return JSON.stringify([url, whose, device, share]);
}
