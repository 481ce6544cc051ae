/** All of this browser that keep or share one user's inbox: who signs out tells the others. */
export class SignOut {
  readonly #name: string;
  readonly #channel: BroadcastChannel | undefined;

  /** @param onSignOut called when the user has signed out elsewhere in this browser */
  constructor(name: string, onSignOut: () => void) {
    this.#name = `${name} sign-out`;
    this.#channel = channelOf(this.#name);
    this.#channel?.addEventListener("message", onSignOut);
  }

  /** Also once it is closed; whoever tells it hears of it no more. */
  tell(): void {
    this.close();
    const channel = channelOf(this.#name);
    channel?.postMessage(null);
    channel?.close();
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
