import type { Answer } from "../backend.js";
import type { Problems } from "./request.js";

/** What a send came to, for people. */
export interface Outcome {
  readonly tone: "good" | "quiet" | "bad";
  /** One sentence. */
  readonly text: string;
  readonly problems: Problems;
}

interface Problem {
  readonly title?: string;
  readonly detail?: string;
  readonly errors?: readonly { readonly path: string; readonly message: string }[];
}

/** The fields of all answers that a send can have. */
interface Sent extends Problem {
  readonly id?: string;
  readonly status?: unknown;
  readonly sendAt?: string;
  readonly to?: { readonly topic?: string };
  readonly accepted?: number;
  readonly notifications?: readonly { readonly status?: string }[];
  readonly suppressed?: boolean | number;
  readonly channels?: { readonly inApp?: { readonly why?: string } };
  readonly refused?: readonly { readonly to: string; readonly error: Problem }[];
  readonly results?: readonly { readonly status: number; readonly error?: Problem }[];
}

/** Reads the answer to a send. */
export function outcomeOf({ status, body }: Answer): Outcome {
  const sent = (typeof body === "object" && body !== null ? body : {}) as Sent;
  if (status === 0) {
    return bad("The server cannot be reached.");
  }
  if (status >= 400) {
    return refusal(sent, status);
  }
  if (sent.results !== undefined) {
    return ofMany(sent.results);
  }
  if (sent.suppressed === true) {
    const why = sent.channels?.inApp?.why ?? "It is not to be shown in the app.";
    return { tone: "quiet", text: `Not stored: ${lowerFirst(why)}`, problems: {} };
  }
  return good(status === 201 ? "Stored; every window of the user has it." : accepted(sent));
}

function accepted(sent: Sent): string {
  const { accepted: count, sendAt, to } = sent;
  if (count !== undefined) {
    return ofList(count, sent);
  }
  if (sendAt !== undefined) {
    return `It waits until ${new Date(sendAt).toLocaleTimeString()}.`;
  }
  return to?.topic === undefined
    ? "Stored once, for everybody who is known."
    : `Stored once, for whoever subscribes to ${to.topic}.`;
}

function ofList(count: number, { notifications = [], suppressed, refused = [] }: Sent): string {
  const isWaiting = notifications[0]?.status === "scheduled";
  const [first] = refused;
  return [
    `${counted(count)} ${isWaiting ? (count === 1 ? "waits" : "wait") : "stored"}`,
    typeof suppressed === "number" ? `, ${suppressed} not wanted` : "",
    first === undefined ? "" : `, ${refused.length} refused: ${reason(first.error)}`,
    ".",
  ].join("");
}

function ofMany(results: NonNullable<Sent["results"]>): Outcome {
  const failed = results.filter(({ status }) => status >= 400);
  const stored = results.length - failed.length;
  const first = failed[0]?.error;
  if (first === undefined) {
    return good(`${counted(stored)} stored in one call.`);
  }
  return {
    tone: "bad",
    text: `${stored} of ${results.length} stored; the first refusal: ${reason(first)}.`,
    problems: problemsOf(first),
  };
}

function refusal(problem: Problem, status: number): Outcome {
  const { detail, title } = problem;
  const problems = problemsOf(problem);
  const fields = Object.keys(problems).length;
  const text =
    fields > 0
      ? `Refused: ${fields === 1 ? "one field is" : `${fields} fields are`} not valid.`
      : (detail ?? title ?? `Refused with ${status}.`);
  return { tone: "bad", text, problems };
}

function problemsOf({ errors = [] }: Problem): Problems {
  return Object.fromEntries(errors.map(({ path, message }) => [path, message]));
}

function reason({ errors = [], detail, title }: Problem): string {
  const first = errors[0];
  return first === undefined ? (detail ?? title ?? "unknown") : `${first.path} ${first.message}`;
}

function good(text: string): Outcome {
  return { tone: "good", text, problems: {} };
}

function bad(text: string): Outcome {
  return { tone: "bad", text, problems: {} };
}

function counted(count: number): string {
  return `${count} ${count === 1 ? "notification" : "notifications"}`;
}

function lowerFirst(text: string): string {
  return text.slice(0, 1).toLowerCase() + text.slice(1);
}
