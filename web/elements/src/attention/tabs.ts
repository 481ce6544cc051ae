import { tabOf, nameOfTab, type Tab } from "./tab.js";

/** What tabs of one browser and one user say to each other about what calls for attention. */
export type TabMessage =
  /** To the tab `to`, which is the one that is to be heard. */
  | { readonly kind: "ring"; readonly to: string; readonly isUrgent: boolean }
  /** The user has closed these toasts, or they were there for their time. */
  | { readonly kind: "gone"; readonly keys: readonly string[]; readonly isClosed: boolean };

/**
 * The tabs of this browser that show one user. Each holds a lock (Web Locks) whose name says how it
 * stands, so that any of them knows of all at once, and the browser takes away what a dead one said.
 */
export class Tabs {
  readonly #client: string;
  readonly #locks: LockManager | undefined;
  readonly #channel: BroadcastChannel | undefined;
  #own: Tab;
  #release: () => void = () => {};

  /** @param client the name of the client, the same in all tabs that show the user */
  constructor(client: string, own: Tab, onMessage: (message: TabMessage) => void) {
    this.#client = client;
    this.#own = own;
    this.#locks = globalThis.navigator.locks;
    this.#channel = channelOf(`${client} attention`);
    this.#channel?.addEventListener("message", ({ data }: MessageEvent<TabMessage>) =>
      onMessage(data),
    );
    this.say(own);
  }

  /** Says how this tab stands now. */
  say(own: Tab): void {
    this.#own = own;
    const before = this.#release;
    const held = new Promise<void>((resolve) => {
      this.#release = resolve;
    });
    this.#locks
      ?.request(nameOfTab(this.#client, own), () => {
        before();
        return held;
      })
      // Not in a frame without an origin.
      .catch(() => undefined);
  }

  /** How all tabs stand; this one alone where they cannot know of each other. */
  async all(): Promise<readonly Tab[]> {
    const held = (await this.#locks?.query().catch(() => undefined))?.held ?? [];
    const tabs = held.flatMap(({ name = "" }) => tabOf(this.#client, name) ?? []);
    return [this.#own, ...tabs.filter(({ id }) => id !== this.#own.id)];
  }

  tell(message: TabMessage): void {
    this.#channel?.postMessage(message);
  }

  close(): void {
    this.#release();
    this.#channel?.close();
  }
}

/** There is none in a sandboxed frame. */
function channelOf(name: string): BroadcastChannel | undefined {
  try {
    return new BroadcastChannel(name);
  } catch {
    return undefined;
  }
}
