import { systemClock, type Clock } from "./clock.js";
import { origin } from "./environment.js";
import { isRefusal } from "./problem.js";
import { tokenOf, userOf, type TokenSource } from "./token.js";

const FIRST_RETRY_MS = 3_000;
const LAST_RETRY_MS = 60_000;

/** What a user's inbox is called in this browser, however the address of its server is written. */
export function inboxName(url: string | undefined, user: string): string {
  return `belfry ${url === undefined ? origin() : originOf(url)} ${user}`;
}

/** Who waits for the first token. */
export interface Waiting {
  isWanted(): boolean;
  /** `refused` is asked about no more unless `again` is called, which hurries the rest, too. */
  onFailure(status: "refused" | "reconnecting", again: () => void, problem: unknown): void;
}

/** Whose inbox it is, by the first token that says so; nothing once none is wanted any more. */
export async function userOfFirst(
  source: TokenSource,
  waiting: Waiting,
  clock: Clock = systemClock,
): Promise<string | undefined> {
  for (
    let retryMs = FIRST_RETRY_MS;
    waiting.isWanted();
    retryMs = Math.min(retryMs * 2, LAST_RETRY_MS)
  ) {
    try {
      return userOf(await tokenOf(source, false));
    } catch (problem) {
      if (!waiting.isWanted()) {
        break;
      }
      await new Promise<void>((resolve) => {
        const isOver = isRefusal(problem);
        const cancel = isOver ? undefined : clock.after(retryMs, resolve);
        const again = () => {
          cancel?.();
          resolve();
        };
        waiting.onFailure(isOver ? "refused" : "reconnecting", again, problem);
      });
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
