import type { Request } from "./command.js";
import type { Performance, Status } from "./link.js";
import type { Counts, InboxEvent, Position } from "./notification.js";
import { BelfryError, LinkLost } from "./problem.js";

/**
 * What tabs of one browser and one user say to each other. One of them, the leader, has the
 * socket; to the others, the followers, it is what the server is to it.
 */
export type Message =
  /** From a leader to all: it leads from now on, or its connection stands otherwise. */
  | { readonly kind: "lead"; readonly leader: string; readonly status: Status }
  /** From a follower that stands there, to whoever leads. */
  | { readonly kind: "hello"; readonly from: string; readonly position: Position | null }
  /** The answer; without an event the follower stands where the leader does. */
  | {
      readonly kind: "welcome";
      readonly to: string;
      readonly status: Status;
      readonly event: InboxEvent | null;
      readonly waiting: readonly Performance[];
    }
  /** From the leader to all, as it hears it. */
  | { readonly kind: "event"; readonly event: InboxEvent }
  | { readonly kind: "transient"; readonly name: string; readonly data: unknown }
  /** What was done in any tab and the inbox does not say yet. */
  | { readonly kind: "waiting"; readonly waiting: readonly Performance[] }
  /** From a follower to the leader. */
  | { readonly kind: "call"; readonly from: string; readonly call: number; readonly what: Call }
  | {
      readonly kind: "answer";
      readonly to: string;
      readonly call: number;
      readonly answer: Answer;
    };

export type Call =
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
