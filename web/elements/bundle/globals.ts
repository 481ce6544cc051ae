/** Takes the place of what engine.io-client does for browsers that have no `globalThis`. */
export const nextTick = queueMicrotask;
export const globalThisShim = globalThis;
export const defaultBinaryType = "arraybuffer";

/** Cookies are kept by the browser. */
export function createCookieJar(): void {
  // There is none.
}
