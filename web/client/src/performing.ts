import { requests, type Command, type Request } from "./command.js";
import type { Performance } from "./link.js";
import type { Counts, Page } from "./notification.js";
import { BelfryError } from "./problem.js";

/** How many requests of one command are under way at once: a server takes 200 of each socket. */
const AT_ONCE = 50;

/** Does over a socket what the user did, also what takes many requests: each of them once. */
export class Performing {
  readonly #ask: (request: Request) => Promise<unknown>;
  /** What is left of commands that were interrupted, by their keys. */
  readonly #left = new Map<string, readonly Request[]>();

  /** @param ask asks the server, and throws as that of a link does */
  constructor(ask: (request: Request) => Promise<unknown>) {
    this.#ask = ask;
  }

  /** Does it, or what was left of it when it was interrupted; throws as that of a link does. */
  async perform({ key, command }: Performance, late: boolean): Promise<Counts> {
    const isOver = (result: PromiseSettledResult<unknown> | undefined) =>
      result?.status !== "rejected" || (late && isGone(command, result.reason));
    let newest: Counts | undefined;
    let left = this.#left.get(key) ?? requests(command, late);
    this.#left.delete(key);
    while (left.length > 0) {
      const slice = left.slice(0, AT_ONCE);
      const results = await Promise.allSettled(slice.map((request) => this.#ask(request)));
      const undone = slice.filter((_, index) => !isOver(results[index]));
      left = [...undone, ...left.slice(AT_ONCE)];
      const failure = results.find((result) => !isOver(result));
      if (failure?.status === "rejected") {
        if (late) {
          this.#left.set(key, left);
        }
        throw failure.reason;
      }
      newest = newestOf([...results.map(countsOf), newest]);
    }
    return newest ?? this.#counts();
  }

  async #counts(): Promise<Counts> {
    const { seq, unread, unseen } = (await this.#ask(["getNotifications", { limit: 1 }])) as Page;
    return { seq, unread, unseen };
  }
}

/** What is gone needs nothing done: it may be that this deleted it, and the answer was lost. */
function isGone({ kind }: Command, problem: unknown): boolean {
  const isNotFound = problem instanceof BelfryError && problem.code === "not_found";
  return isNotFound && (kind === "delete" || kind === "readAll");
}

function countsOf(result: PromiseSettledResult<unknown>): Counts | undefined {
  return result.status === "fulfilled" ? (result.value as Counts) : undefined;
}

function newestOf(all: readonly (Counts | undefined)[]): Counts | undefined {
  return all
    .filter((each) => each !== undefined)
    .reduce<Counts | undefined>((a, b) => (a === undefined || b.seq > a.seq ? b : a), undefined);
}
