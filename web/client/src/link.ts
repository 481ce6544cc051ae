import type { Command, Request } from "./command.js";
import type { Counts, InboxEvent, Position } from "./notification.js";

/**
 * How a connection stands: `offline` is the device's own word, `refused` the server's, `closed`
 * that of whoever closed the client.
 */
export type Status = "connecting" | "connected" | "reconnecting" | "offline" | "refused" | "closed";

/** A way to the server: over a socket, or by another tab that has one. */
export interface Link {
  /**
   * Does what the user did.
   *
   * @param late whether they did it some time ago, see {@link Command}
   * @throws BelfryError the server's refusal
   * @throws LinkLost when nobody knows whether it was done; it can be repeated
   */
  perform(item: Performance, late: boolean): Promise<Counts>;

  /** Asks anything else; throws as `perform` does. */
  ask(request: Request): Promise<unknown>;

  /** Looks whether it still stands, now: the device may have slept. */
  wake(): void;

  close(): void;
}

/**
 * Connects to the server.
 *
 * @param since where the replica stands; asked at each connection
 */
export type Connect = (since: () => Position | null, listener: LinkListener) => Link;

/** A command under a name of its own, so that it is known again on whichever way it comes. */
export interface Performance {
  readonly key: string;
  readonly command: Command;
}

/** Who hears of what comes over a link. */
export interface LinkListener {
  onStatus(status: Status): void;
  /** What was lost with an earlier link can be repeated now. */
  onUp(): void;
  onEvent(event: InboxEvent): void;
  /** An event that is not stored, as a backend has sent it. */
  onTransient(name: string, data: unknown): void;
}
