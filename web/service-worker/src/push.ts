import { optionsOf, type Notice, type NoticeOptions } from "./notice.js";
import { parsePayload, type Payload } from "./payload.js";
import { hasGrown, isMereChange, isNews, memory, type Memory } from "./shown.js";
import { somethingNew } from "./words.js";

/** The tag of what is shown of pushes that cannot be understood. */
const UNCLEAR_TAG = "belfry";

/** How long a database may take: one that hangs is as good as none. */
const MEMORY_MS = 1000;

/** The part of a worker's scope that shows what is pushed. */
export type PushScope = Pick<ServiceWorkerGlobalScope, "navigator" | "registration">;

/** What is pushed to one worker, in the order in which it comes. */
export class Pushes {
  readonly #scope: PushScope;
  readonly #memory: Memory;
  readonly #patience: () => Promise<void>;
  #latest: Promise<unknown> = Promise.resolve();

  /** @param patience ends when the memory has had its time */
  constructor(
    scope: PushScope,
    itsMemory: Memory = memory,
    patience: () => Promise<void> = () => pause(MEMORY_MS),
  ) {
    this.#scope = scope;
    this.#memory = itsMemory;
    this.#patience = patience;
  }

  /** Does what a push says, after all that came before it. */
  take(text: string | undefined): Promise<void> {
    const done = this.#latest.then(() => this.#act(parsePayload(text)));
    this.#latest = done.catch(() => undefined);
    return done;
  }

  async #act(payload: Payload | undefined): Promise<void> {
    const { navigator, registration } = this.#scope;
    if (payload === undefined) {
      // Who has a subscription has promised the browser that each push is seen.
      const notice: Notice = { actions: [] };
      const options = { tag: UNCLEAR_TAG, data: { belfry: notice } };
      await registration.showNotification(somethingNew(navigator.languages), options);
      return;
    }
    await closeNotices(registration, payload.close);
    await setBadge(navigator, payload.unread);
    await this.#show(payload);
  }

  async #show({ card, silent, receipt }: Payload): Promise<void> {
    const { registration } = this.#scope;
    const earlier = card && (await this.#remembered(this.#memory.last(card.id)));
    if (card === undefined || !isNews(card, earlier)) {
      return;
    }
    const options: NoticeOptions = optionsOf(card, {
      base: registration.scope,
      maxActions: maxActions(),
      silent: silent || isMereChange(card, earlier),
      again: hasGrown(card, earlier),
      receipt,
    });
    await registration.showNotification(card.title, options);
    await this.#remembered(this.#memory.keep(card, Date.now()));
  }

  /** What the memory answers; nothing where it takes too long: a push is shown, and holds none back. */
  #remembered<T>(answer: Promise<T>): Promise<T | undefined> {
    return Promise.race([answer, this.#patience().then(() => undefined)]);
  }
}

/** Closes the OS notifications with these ids. */
async function closeNotices(
  registration: ServiceWorkerRegistration,
  ids: readonly string[],
): Promise<void> {
  for (const tag of ids) {
    for (const notification of await registration.getNotifications({ tag })) {
      notification.close();
    }
  }
}

/** How many buttons the browser shows on a notification. */
function maxActions(): number {
  return (globalThis.Notification as { readonly maxActions?: number } | undefined)?.maxActions ?? 0;
}

/** Puts the number on the application's icon, where there is one. */
async function setBadge(navigator: WorkerNavigator, unread: number | undefined): Promise<void> {
  // Not in every browser.
  const { setAppBadge } = navigator as Partial<WorkerNavigator>;
  if (unread !== undefined && setAppBadge !== undefined) {
    await setAppBadge.call(navigator, unread).catch(() => undefined);
  }
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
