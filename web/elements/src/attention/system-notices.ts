import type { Notification as Card } from "@belfry/client";
import type { Shower } from "../push/closing.js";
import { safeUrl } from "../safe-url.js";
import type { Words } from "../strings/words.js";

/** Of those that come at once, so many are shown. */
const AT_ONCE = 3;

/** Options of the standard that TypeScript does not know. */
interface NoticeOptions extends NotificationOptions {
  readonly renotify?: boolean;
  readonly timestamp?: number;
}

/** Notifications of the operating system, for users who look at something else. */
export class SystemNotices implements Shower {
  readonly #onClick: (card: Card) => void;
  /** Those that this page shows itself. */
  readonly #shown = new Set<Notification>();

  constructor(onClick: (card: Card) => void) {
    this.#onClick = onClick;
  }

  /** Shows the newest of them, where the user has allowed it: it is not asked for here. */
  async show(cards: readonly Card[], words: Words, isSilent: boolean): Promise<void> {
    if (!isAllowed()) {
      return;
    }
    const worker = await pushed();
    for (const card of cards.slice(-AT_ONCE)) {
      const options = optionsOf(card, words, isSilent);
      if (worker === undefined) {
        await this.#showHere(card, options);
      } else {
        await worker.showNotification(card.title, options);
      }
    }
  }

  /** Those that are on the screen: this page's own, and the worker's. */
  async getNotifications(): Promise<Notification[]> {
    const worker = isAllowed() ? await registration() : undefined;
    return [...this.#shown, ...((await worker?.getNotifications()) ?? [])];
  }

  close(): void {
    for (const notice of this.#shown) {
      notice.close();
    }
    this.#shown.clear();
  }

  async #showHere(card: Card, options: NoticeOptions): Promise<void> {
    try {
      const notice = new Notification(card.title, options);
      notice.addEventListener("click", () => {
        notice.close();
        window.focus();
        this.#onClick(card);
      });
      notice.addEventListener("close", () => this.#shown.delete(notice));
      this.#shown.add(notice);
    } catch {
      // On Android only workers can.
      await (await registration())?.showNotification(card.title, options);
    }
  }
}

function optionsOf(card: Card, { direction, language }: Words, isSilent: boolean): NoticeOptions {
  const { id, message, actor, priority, timestamp } = card;
  const url = safeUrl(card.url, location.href);
  const icon = safeUrl(actor?.avatar ?? card.icon, location.href);
  return {
    body: message,
    tag: id,
    // What the service worker reads when it is clicked.
    data: { belfry: { id, actions: [], ...(url !== undefined && { url }) } },
    dir: direction,
    lang: language,
    requireInteraction: priority === "urgent",
    renotify: !isSilent,
    silent: isSilent,
    timestamp,
    ...(icon !== undefined && { icon }),
  };
}

function isAllowed(): boolean {
  return typeof Notification !== "undefined" && Notification.permission === "granted";
}

/**
 * The worker by which this browser is pushed to: what it shows and what is shown here replace each
 * other if it does both.
 */
async function pushed(): Promise<ServiceWorkerRegistration | undefined> {
  const worker = await registration();
  const subscription = await worker?.pushManager?.getSubscription().catch(() => null);
  return subscription ? worker : undefined;
}

/** There are no workers in insecure contexts, nor in sandboxed frames. */
async function registration(): Promise<ServiceWorkerRegistration | undefined> {
  return navigator.serviceWorker?.getRegistration().catch(() => undefined);
}
