import { BelfryClient } from "@belfry/client";
import type { Backend } from "./backend.js";
import { Clock } from "./clock/clock.js";
import type { Credentials, DemoUser } from "./config.js";
import type { Network } from "./wire/network.js";
import { addressFor } from "./wire/tap.js";

/** What the page has of one of its users. */
export interface Session {
  readonly user: DemoUser;
  readonly client: BelfryClient;
  readonly clock: Clock;
  readonly network: Network;
}

export function sessionOf(
  user: DemoUser,
  credentials: Credentials,
  backend: Backend,
  network: Network,
): Session {
  const client = new BelfryClient({
    url: addressFor(user.id, location.origin),
    token: (renew) => credentials.token(user.id, renew),
    user: user.id,
  });
  let wasOffline = network.isOffline(user.id);
  network.subscribe(() => {
    const isOffline = network.isOffline(user.id);
    if (wasOffline && !isOffline) {
      client.wake();
    }
    wasOffline = isOffline;
  });
  return { user, client, clock: new Clock(user.id, client, backend), network };
}
