import { BelfryError } from "@belfry/client";

/** What comes of asking before there is a client. */
export function absent(): Promise<never> {
  return Promise.reject(new BelfryError("offline", "There is no client yet."));
}
