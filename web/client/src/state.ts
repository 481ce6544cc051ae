import type { Command } from "./command.js";
import type { Inbox } from "./inbox.js";
import type { Status } from "./link.js";
import type { Notification } from "./notification.js";

/** All that a page shows: a new object at each change, the very same one otherwise. */
export interface State {
  readonly status: Status;
  readonly inbox: Inbox;
  /** How many changes the server has not confirmed, of all tabs that share a connection. */
  readonly waiting: number;
  /** Whether it is this tab that has the connection, of all that share it. */
  readonly leads: boolean;
}

/** A notification to speak of now. */
export interface Arrival {
  readonly notification: Notification;
  readonly toast: boolean;
  /** Of tabs that share a connection, one makes the sound. */
  readonly sound: boolean;
}

/** What happens besides changes of the state, each with its listener's argument. */
export interface ClientEvents {
  /** The oldest first. */
  arrivals: readonly Arrival[];
  /** So many were held back by quiet hours, a pause or a throttle, and are unread still. */
  recap: number;
  /** The server refused what the user did: it was taken back. */
  refused: { readonly command: Command; readonly problem: Error };
  /**
   * Why an attempt to connect failed, in the tab that made it: what the source of tokens threw, or
   * the server's refusal, unless it is of a token that is about to be renewed. Usually an `Error`.
   * Where nobody listens, the console says it once, unless it is that nobody is signed in.
   */
  problem: unknown;
  /** An event that is not stored, as a backend has sent it. */
  transient: { readonly name: string; readonly data: unknown };
}
