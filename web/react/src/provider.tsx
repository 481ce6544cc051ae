import type { BelfryClient, ClientOptions } from "@belfry/client";
import { createContext, useContext, type JSX, type ReactNode } from "react";
import { useOwnedClient } from "./owned-client.js";

/** The client around; `null` without a provider. */
const Context = createContext<BelfryClient | undefined | null>(null);

/** A client that somebody else opens and closes; `undefined` while nobody is signed in. */
export interface GivenClient {
  readonly client: BelfryClient | undefined;
}

export type BelfryProviderProps = { readonly children?: ReactNode } & (
  (GivenClient & { readonly token?: undefined }) | (ClientOptions & { readonly client?: undefined })
);

/**
 * Gives a user's inbox to all that is inside: by a client that is given, or by one of its own.
 *
 * Its own is opened once it is mounted and closed when it is not any more. Another `url`, `user`,
 * `device` or `share` makes another one; another `token` is for the next time one is needed.
 */
export function BelfryProvider({ children, ...props }: BelfryProviderProps): JSX.Element {
  const own = useOwnedClient(props.token === undefined ? undefined : props);
  const client = props.token === undefined ? props.client : own;
  return <Context.Provider value={client}>{children}</Context.Provider>;
}

/**
 * The client of the provider around; `undefined` on a server, until the provider is mounted, and
 * while nobody is signed in.
 */
export function useBelfry(): BelfryClient | undefined {
  const client = useContext(Context);
  if (client === null) {
    throw new Error("Belfry's hooks work inside of a <BelfryProvider>, and there is none here.");
  }
  return client;
}

/** As `useBelfry`, also where there is no provider. */
export function useBelfryIfAny(): BelfryClient | undefined {
  return useContext(Context) ?? undefined;
}
