import type { Link, Performance } from "../src/link.js";
import type { Counts } from "../src/notification.js";

/** A link whose answers the test gives. */
export class Answering implements Link {
  readonly asked: { item: Performance; late: boolean; settle(result: Counts | Error): void }[] = [];

  perform(item: Performance, late: boolean): Promise<Counts> {
    return new Promise((resolve, reject) => {
      const settle = (result: Counts | Error) =>
        result instanceof Error ? reject(result) : resolve(result);
      this.asked.push({ item, late, settle });
    });
  }

  ask(): Promise<unknown> {
    throw new Error("not asked here");
  }

  wake(): void {}

  close(): void {}
}

/** An answer that says which change it became. */
export const counts = (seq: number): Counts => ({ seq, unread: 0, unseen: 0 });
