/** What a device says of itself: in pages, in workers, and where none of it exists. */

const BEAT_MS = 5_000;

/** A beat that comes so much later was slept through. */
const SLEPT_MS = 15_000;

export interface EnvironmentListener {
  /** It may have slept, or have another network, or somebody looks at it again. */
  onWake(): void;
  /** The page may be gone at any moment. */
  onHide(): void;
}

/** Listens until the function that it returns is called. */
export function watchEnvironment(listener: EnvironmentListener): () => void {
  const stopping = new AbortController();
  const on = (event: string, then: (event: Event) => void) => {
    // Absent in Node and in React Native.
    globalThis.addEventListener?.(event, then, { signal: stopping.signal });
  };
  on("online", () => listener.onWake());
  on("offline", () => listener.onWake());
  on("pageshow", (event) => {
    if ((event as PageTransitionEvent).persisted) {
      listener.onWake();
    }
  });
  on("pagehide", () => listener.onHide());
  on("visibilitychange", () => {
    // It bubbles from the document, which this module does not know.
    if (isHidden()) {
      listener.onHide();
    } else {
      listener.onWake();
    }
  });
  let lastMs = Date.now();
  const beat = setInterval(() => {
    const nowMs = Date.now();
    if (nowMs - lastMs > SLEPT_MS) {
      listener.onWake();
    }
    lastMs = nowMs;
  }, BEAT_MS);
  return () => {
    stopping.abort();
    clearInterval(beat);
  };
}

function isHidden(): boolean {
  const { document } = globalThis as { readonly document?: { readonly visibilityState: string } };
  return document?.visibilityState === "hidden";
}

/** What tabs of one browser share a connection by. */
export interface SharedBrowser {
  readonly locks: LockManager;
  /** @throws DOMException in a frame that shares nothing, such as a sandboxed one */
  channel(name: string): BroadcastChannel;
}

/** Where tabs of this browser share what is theirs; nothing where they cannot. */
export function sharedBrowser(): SharedBrowser | undefined {
  const locks = globalThis.navigator?.locks;
  return locks === undefined || typeof BroadcastChannel === "undefined"
    ? undefined
    : { locks, channel: (name) => new BroadcastChannel(name) };
}

/** The origin of the page; nothing outside of one. */
export function origin(): string {
  return globalThis.location?.origin ?? "";
}
