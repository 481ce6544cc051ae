/**
 * Why something was not done. `code` is one of the server's (docs/protocol.md), or `offline` when
 * there is no connection, `too_many_waiting` when as much waits for one as may, `closed` when the
 * client is, and `not_forgotten` when the browser may hold an inbox still that should be forgotten.
 */
export class BelfryError extends Error {
  readonly code: string;
  /** What the server says beside the code, such as the `outcome` of `already_answered`. */
  readonly details: Readonly<Record<string, unknown>>;

  constructor(code: string, message: string, details: Readonly<Record<string, unknown>> = {}) {
    super(message);
    this.name = "BelfryError";
    this.code = code;
    this.details = details;
  }
}

/** Whether a source of tokens says that there is none, since nobody is signed in. */
export function isRefusal(problem: unknown): boolean {
  return problem instanceof BelfryError && problem.code === "refused";
}

/** The connection ended before the answer came: nobody knows whether it was done. */
export class LinkLost extends Error {
  constructor() {
    super("The connection was lost before the answer came.");
    this.name = "LinkLost";
  }
}

/** What an acknowledgement says, or throws the error that it is. */
export function answerOf(acknowledgement: unknown): unknown {
  if (typeof acknowledgement === "object" && acknowledgement !== null) {
    const { error } = acknowledgement as { readonly error?: Readonly<Record<string, unknown>> };
    if (error !== undefined) {
      const { code, message, ...details } = error;
      throw new BelfryError(String(code), String(message), details);
    }
  }
  return acknowledgement;
}
