import { systemClock, type Clock } from "./clock.js";
import { origin } from "./environment.js";
import { tokenOf, userOf, type TokenSource } from "./token.js";

const RETRY_MS = 3_000;

/** What a user's inbox is called in this browser, however the address of its server is written. */
export function inboxName(url: string | undefined, user: string): string {
  return `belfry ${url === undefined ? origin() : originOf(url)} ${user}`;
}

/** Who waits for the first token. */
export interface Waiting {
  isWanted(): boolean;
  onFailure(): void;
}

/** Whose inbox it is, by the first token that says so; nothing once none is wanted any more. */
export async function userOfFirst(
  source: TokenSource,
  waiting: Waiting,
  clock: Clock = systemClock,
): Promise<string | undefined> {
  while (waiting.isWanted()) {
    try {
      return userOf(await tokenOf(source, false));
    } catch {
      if (!waiting.isWanted()) {
        break;
      }
      waiting.onFailure();
      await new Promise<void>((resolve) => clock.after(RETRY_MS, resolve));
    }
  }
  return undefined;
}

function originOf(url: string): string {
  try {
    const { origin: of } = new URL(url, origin() || undefined);
    // That of "host:3000", which is no address.
    return of === "null" ? url : of;
  } catch {
    // React Native has had a URL that knows no origin.
    return url;
  }
}
