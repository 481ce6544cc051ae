import type { Arrival, BelfryClient, Inbox, Notification } from "@belfry/client";
import { setBadge } from "../push/app-badge.js";
import { closeFinished } from "../push/closing.js";
import { open, takeOpened, type Way } from "../push/opening.js";
import { clientOfPage } from "../session/registry.js";
import type { Words } from "../strings/words.js";
import { canChime, chime, readyChime } from "./chime.js";
import { SystemNotices } from "./system-notices.js";
import { ringerOf, type Tab } from "./tab.js";
import { Tabs, type TabMessage } from "./tabs.js";
import { titleCount } from "./title.js";

const VIBRATION_MS = { high: [120], urgent: [220, 90, 220] } as const;

/** What an element wants of what calls attention. */
export interface Wishes {
  /** Neither sound, nor vibration, nor notifications of the operating system. */
  readonly muted: boolean;
  /** Whether the page's title begins with the number of unread notifications. */
  readonly titleCount: boolean;
  /** Whether it shows toasts. */
  readonly showsToasts: boolean;
  readonly words: Words;
}

/** An element that has a part in calling the user's attention. */
export interface Attendant {
  wishes(): Wishes;
  show(notifications: readonly Notification[]): void;
  recap(count: number): void;
  refused(problem: Error): void;
  /** These toasts are over in another tab. */
  drop(keys: readonly string[]): void;
  /** The user goes there, by a click outside of the page. */
  navigate(notification: Notification, url: string): void;
}

const attentions = new WeakMap<BelfryClient, Attention>();

/** Joins what calls attention for a client on this page: there is one, however many take part. */
export function attend(client: BelfryClient, attendant: Attendant): Attention {
  const attention = attentions.get(client) ?? new Attention(client);
  attentions.set(client, attention);
  attention.join(attendant);
  return attention;
}

/** Whether the page shows a toast of what the server refuses this client. */
export function tellsRefusals(client: BelfryClient): boolean {
  return attentions.get(client)?.tellsRefusals === true;
}

/** What calls the attention of one client's user on this page, as long as anybody attends. */
export class Attention {
  readonly #client: BelfryClient;
  readonly #id = Math.random().toString(36).slice(2);
  readonly #attendants = new Set<Attendant>();
  readonly #notices = new SystemNotices((card) => void open(this.#client, card, this.#way));
  readonly #way: Way = {
    go: (url, id) => {
      const notification = this.#client.state.inbox.notifications.get(id ?? "");
      const [attendant] = this.#attendants;
      if (notification !== undefined) {
        attendant?.navigate(notification, url);
      }
    },
    has: (id) => this.#client.state.inbox.notifications.has(id ?? ""),
    refused: (problem) => this.#shower?.refused(problem),
  };
  #leaving: readonly (() => void)[] = [];
  #tabs: Tabs | undefined;
  #own: Tab;
  #inbox: Inbox | undefined;

  constructor(client: BelfryClient) {
    this.#client = client;
    this.#own = this.#stand();
  }

  join(attendant: Attendant): void {
    if (this.#attendants.size === 0) {
      this.#begin();
    }
    this.#attendants.add(attendant);
    this.#changed();
    this.changed();
  }

  leave(attendant: Attendant): void {
    this.#attendants.delete(attendant);
    if (this.#attendants.size === 0) {
      this.#end();
    } else {
      this.changed();
    }
  }

  /** An attendant is not as it was. */
  changed(): void {
    this.#say();
    this.#count();
  }

  /**
   * These toasts are gone from this tab.
   *
   * @param isClosed whether the user has closed them; otherwise they were there for their time
   */
  gone(keys: readonly string[], isClosed: boolean): void {
    if (keys.length > 0) {
      this.#tabs?.tell({ kind: "gone", keys, isClosed });
    }
  }

  get tellsRefusals(): boolean {
    return this.#shower !== undefined;
  }

  get #isMuted(): boolean {
    return [...this.#attendants].every((each) => each.wishes().muted);
  }

  /** The one that shows toasts: the same would be twice on the page otherwise. */
  get #shower(): Attendant | undefined {
    return [...this.#attendants].find((each) => each.wishes().showsToasts);
  }

  #begin(): void {
    const client = this.#client;
    const onVisibility = () => this.#say();
    document.addEventListener("visibilitychange", onVisibility);
    this.#leaving = [
      () => document.removeEventListener("visibilitychange", onVisibility),
      readyChime(() => this.#say()),
      client.subscribe(() => this.#changed()),
      client.on("arrivals", (arrivals) => this.#arrived(arrivals)),
      client.on("recap", (count) => this.#shower?.recap(count)),
      client.on("refused", ({ problem }) => this.#shower?.refused(problem)),
      closeFinished(client, this.#notices),
      takeOpened(client, this.#way),
    ];
  }

  #end(): void {
    for (const leave of this.#leaving) {
      leave();
    }
    this.#notices.close();
    this.#tabs?.close();
    this.#tabs = undefined;
    this.#inbox = undefined;
    titleCount.set(this, undefined);
    this.#setAppBadge(0);
  }

  #changed(): void {
    const { inbox } = this.#client.state;
    this.#say();
    if (inbox !== this.#inbox && inbox.position !== null) {
      const isCounted = inbox.unread !== this.#inbox?.unread;
      this.#inbox = inbox;
      if (isCounted) {
        this.#count();
        this.#setAppBadge(inbox.unread);
      }
    }
  }

  #count(): void {
    const wanted = [...this.#attendants].some((each) => each.wishes().titleCount);
    titleCount.set(this, wanted ? this.#client.state.inbox.unread : undefined);
  }

  #stand(): Tab {
    return {
      id: this.#id,
      isVisible: document.visibilityState === "visible",
      canRing: canChime() && !this.#isMuted,
      sinceMs: Date.now(),
    };
  }

  /** Says how this tab stands where that is another way than before. */
  #say(): void {
    const { name } = this.#client;
    const now = this.#stand();
    const isSame = now.isVisible === this.#own.isVisible && now.canRing === this.#own.canRing;
    if (!isSame) {
      this.#own = now;
      this.#tabs?.say(now);
    }
    if (this.#tabs === undefined && name !== undefined && this.#attendants.size > 0) {
      this.#tabs = new Tabs(name, this.#own, (message) => this.#told(message));
    }
  }

  #told(message: TabMessage): void {
    if (message.kind === "gone") {
      // What is seen here, perhaps being read, has its own time here.
      if (!message.isClosed && this.#own.isVisible) {
        return;
      }
      for (const attendant of this.#attendants) {
        attendant.drop(message.keys);
      }
    } else if (message.to === this.#id) {
      this.#ring(message.isUrgent);
    }
  }

  #arrived(arrivals: readonly Arrival[]): void {
    const shown = arrivals.filter(({ toast }) => toast).map(({ notification }) => notification);
    if (shown.length > 0) {
      this.#shower?.show(shown);
    }
    if (this.#client.state.leads) {
      void this.#call(
        shown,
        arrivals.filter(({ sound }) => sound),
      );
    }
  }

  /** Calls the user, for all tabs: by the sound of one, or past the browser where none is seen. */
  async #call(shown: readonly Notification[], loud: readonly Arrival[]): Promise<void> {
    const tabs = (await this.#tabs?.all()) ?? [this.#own];
    const ringer = loud.length > 0 ? ringerOf(tabs) : undefined;
    const isUrgent = loud.some(({ notification }) => notification.priority === "urgent");
    if (ringer?.id === this.#id) {
      this.#ring(isUrgent);
    } else if (ringer !== undefined) {
      this.#tabs?.tell({ kind: "ring", to: ringer.id, isUrgent });
    }
    const [attendant] = this.#attendants;
    if (attendant !== undefined && !this.#isMuted && tabs.every(({ isVisible }) => !isVisible)) {
      const isSilent = loud.length === 0 || ringer !== undefined;
      await this.#notices.show(shown, attendant.wishes().words, isSilent);
    }
  }

  #ring(isUrgent: boolean): void {
    chime(isUrgent);
    // Before a touch, browsers complain of it.
    if (navigator.userActivation?.hasBeenActive === true) {
      navigator.vibrate?.(isUrgent ? VIBRATION_MS.urgent : VIBRATION_MS.high);
    }
  }

  /** The number on the application's icon is that of the page's own client. */
  #setAppBadge(count: number): void {
    if (clientOfPage() === this.#client) {
      setBadge(count);
    }
  }
}
