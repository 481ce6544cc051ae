import { isRefusal } from "./problem.js";

/** Says in the console why there is no connection, once for each reason. */
export class Complaint {
  #last = "";

  /** That nobody is signed in is nothing to complain of. */
  tell(problem: unknown): void {
    const reason = String(problem);
    if (reason !== this.#last && !isRefusal(problem)) {
      this.#last = reason;
      // eslint-disable-next-line no-console -- whoever writes the page looks there
      console.warn("Belfry has no connection:", problem);
    }
  }
}
