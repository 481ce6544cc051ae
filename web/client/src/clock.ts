/** The time that passes for a page: none while its device sleeps, and then all of it at once. */
export interface Clock {
  nowMs(): number;
  /** Calls once after so long, unless the function that it returns is called before. */
  after(delayMs: number, call: () => void): () => void;
}

export const systemClock: Clock = {
  nowMs: () => Date.now(),
  after(delayMs, call) {
    const timer = setTimeout(call, delayMs);
    return () => clearTimeout(timer);
  },
};
