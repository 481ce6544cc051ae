/** All of this browser that keep or share one user's inbox: who signs out tells the others. */
export class SignOut {
  readonly #channel: BroadcastChannel | undefined;

  /** @param onSignOut called when the user has signed out elsewhere in this browser */
  constructor(name: string, onSignOut: () => void) {
    this.#channel = channelOf(`${name} sign-out`);
    this.#channel?.addEventListener("message", onSignOut);
  }

  tell(): void {
    this.#channel?.postMessage(null);
  }

  close(): void {
    this.#channel?.close();
  }
}

/** Nothing where there are none, as in a sandboxed frame or in React Native. */
function channelOf(name: string): BroadcastChannel | undefined {
  try {
    return new BroadcastChannel(name);
  } catch {
    return undefined;
  }
}
