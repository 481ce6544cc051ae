import type { Request } from "./command.js";
import type { Performance, Status } from "./link.js";
import type { Counts, InboxEvent, Position } from "./notification.js";
import { BelfryError, LinkLost } from "./problem.js";

/**
 * Who says it, as a leader in that term: one that was deposed in its sleep and does not know it
 * yet has a lower one.
 */
export interface Led {
  readonly leader: string;
  readonly term: number;
}

/**
 * What tabs of one browser and one user say to each other. One of them, the leader, has the
 * socket; to the others, the followers, it is what the server is to it.
 */
export type Message =
  | FromLeader
  /** From a follower that stands there, to whoever leads. */
  | { readonly kind: "hello"; readonly from: string; readonly position: Position | null }
  /** From a follower to the leader `to`. */
  | {
      readonly kind: "call";
      readonly from: string;
      readonly to: string;
      readonly call: number;
      readonly what: Call;
    };

export type FromLeader = Led &
  (
    | ({ readonly kind: "lead" } & Standing)
    /** The answer to a hello; without an event the follower stands where the leader does. */
    | ({
        readonly kind: "welcome";
        readonly to: string;
        readonly event: InboxEvent | null;
        readonly waiting: readonly Performance[];
      } & Standing)
    /** As it hears it, to all. */
    | { readonly kind: "event"; readonly event: InboxEvent }
    | { readonly kind: "transient"; readonly name: string; readonly data: unknown }
    | ({ readonly kind: "waiting" } & WaitingChange)
    | {
        readonly kind: "answer";
        readonly to: string;
        readonly call: number;
        readonly answer: Answer;
      }
  );

/** How the list of what was done in any tab, and the inbox does not say yet, becomes another. */
export interface WaitingChange {
  /** The keys of what does not wait any more. */
  readonly over: readonly string[];
  /** What waits after all the rest. */
  readonly added: readonly Performance[];
}

/** The change of one list into another; `undefined` where they are the same. */
export function changeOf(
  before: readonly Performance[],
  after: readonly Performance[],
): WaitingChange | undefined {
  const keys = new Set(after.map(({ key }) => key));
  const left = before.filter(({ key }) => keys.has(key));
  const moved = left.findIndex(({ key }, index) => key !== after[index]?.key);
  const same = moved === -1 ? left.length : moved;
  const over = before.filter(({ key }) => !keys.has(key)).concat(left.slice(same));
  const added = after.slice(same);
  return over.length + added.length === 0 ? undefined : { over: over.map(({ key }) => key), added };
}

export function changed(
  before: readonly Performance[],
  { over, added }: WaitingChange,
): readonly Performance[] {
  const keys = new Set(over);
  return [...before.filter(({ key }) => !keys.has(key)), ...added];
}

/** How a leader stands. */
export interface Standing {
  readonly status: Status;
  /** Whether it has heard from the server: before that it may be behind its followers. */
  readonly fresh: boolean;
}

export type Call =
  /** Whether it is there. */
  | { readonly kind: "ping" }
  | { readonly kind: "perform"; readonly item: Performance; readonly late: boolean }
  | { readonly kind: "ask"; readonly request: Request };

export type Answer =
  | { readonly kind: "value"; readonly value: unknown }
  | { readonly kind: "lost" }
  | {
      readonly kind: "error";
      readonly code: string;
      readonly message: string;
      readonly details: Readonly<Record<string, unknown>>;
    };

/** How an error travels between tabs. */
export function answerOfError(problem: unknown): Answer {
  if (problem instanceof BelfryError) {
    const { code, message, details } = problem;
    return { kind: "error", code, message, details };
  }
  return { kind: "lost" };
}

/** What an answer says, or throws the error that it is. */
export function valueOf(answer: Answer): unknown {
  switch (answer.kind) {
    case "value":
      return answer.value;
    case "lost":
      throw new LinkLost();
    case "error":
      throw new BelfryError(answer.code, answer.message, answer.details);
  }
}

/** What a leader does for its followers. */
export interface Leading {
  /** Where it stands, as an event for whoever stands elsewhere; `null` before it knows. */
  snapshot(): InboxEvent | null;
  perform(item: Performance, late: boolean): Promise<Counts>;
  ask(request: Request): Promise<unknown>;
}
