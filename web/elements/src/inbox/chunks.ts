import type { Notification } from "@belfry/client";

/** Some neighbours of a list, which are drawn together or not at all. */
export interface Chunk {
  /** Stays the same while the list changes: the oldest id that belongs here. */
  readonly key: string;
  readonly notifications: readonly Notification[];
  /** How many of the list stand before it. */
  readonly before: number;
}

const SIZE = 30;

/** Older than every id. */
const OLDEST = "";

/** A list in chunks whose borders stay where they are while items come and go. */
export class Chunks {
  /** The oldest id of each chunk, newest first; the last one takes all that is older. */
  #lows: readonly string[] = [OLDEST];

  /** @param notifications newest first */
  of(notifications: readonly Notification[]): readonly Chunk[] {
    const chunks: Chunk[] = [];
    const lows: string[] = [];
    let start = 0;
    for (const low of this.#lows) {
      let end = start;
      while (end < notifications.length && (notifications[end]?.id ?? OLDEST) >= low) {
        end += 1;
      }
      while (end - start >= 2 * SIZE) {
        const key = notifications[start + SIZE - 1]?.id ?? OLDEST;
        lows.push(key);
        chunks.push(chunk(key, start, start + SIZE));
        start += SIZE;
      }
      if (end > start || low === OLDEST) {
        lows.push(low);
        chunks.push(chunk(low, start, end));
      }
      start = end;
    }
    this.#lows = lows;
    return chunks.filter((each) => each.notifications.length > 0);

    function chunk(key: string, from: number, to: number): Chunk {
      return { key, notifications: notifications.slice(from, to), before: from };
    }
  }
}
