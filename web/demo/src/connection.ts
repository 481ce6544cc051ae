import { io, type Socket } from "socket.io-client";
import { applyInbox, emptyInbox, type Inbox, type InboxEvent, type Notification } from "./inbox.js";

/** How the connection stands: `offline` is the browser's own word, `refused` the server's. */
export type Status = "connecting" | "connected" | "reconnecting" | "offline" | "refused";

/** A notification to speak of now. */
export interface Arrival {
  readonly notification: Notification;
  readonly toast: boolean;
  readonly sound: boolean;
}

export interface Listener {
  onInbox(inbox: Inbox): void;
  onStatus(status: Status): void;
  onArrivals(arrivals: readonly Arrival[]): void;
}

/** Where a token comes from; `renew` true asks for another one, since the last was refused. */
export type TokenSource = (renew: boolean) => Promise<string>;

interface Commands {
  markNotificationRead(id: string): void;
  markNotificationUnread(id: string): void;
  markAllRead(): void;
  markSeen(): void;
  deleteNotification(id: string): void;
}

interface Events {
  inbox(event: InboxEvent): void;
}

const RETRY_AFTER_REFUSAL_MS = 3_000;

/**
 * One user's live inbox over one socket. After each interruption it tells the server where it
 * stands, and so gets exactly what it missed.
 */
export class InboxConnection {
  #inbox: Inbox = emptyInbox;
  #refused = false;
  #wasConnected = false;
  #retry: ReturnType<typeof setTimeout> | undefined;
  readonly #listener: Listener;
  readonly #socket: Socket<Events, Commands>;

  constructor(token: TokenSource, listener: Listener) {
    this.#listener = listener;
    this.#socket = io({
      forceNew: true,
      transports: ["websocket", "polling"],
      tryAllTransports: true,
      reconnectionDelay: 300,
      reconnectionDelayMax: 3_000,
      auth: (answer) => {
        token(this.#refused)
          .then((value) => answer({ token: value, since: this.#inbox.position }))
          .catch(() => this.#retryLater());
      },
    });
    this.#socket.on("connect", () => this.#connected());
    this.#socket.on("connect_error", () => this.#failed());
    this.#socket.on("disconnect", () => this.#lost());
    this.#socket.on("inbox", (event) => this.#apply(event));
    window.addEventListener("offline", () => this.#tellStatus());
    window.addEventListener("online", () => this.#tellStatus());
  }

  markRead(id: string): void {
    this.#socket.emit("markNotificationRead", id);
  }

  markUnread(id: string): void {
    this.#socket.emit("markNotificationUnread", id);
  }

  markAllRead(): void {
    this.#socket.emit("markAllRead");
  }

  /** Says that the user has seen what there is. */
  markSeen(): void {
    this.#socket.emit("markSeen");
  }

  remove(id: string): void {
    this.#socket.emit("deleteNotification", id);
  }

  #connected(): void {
    this.#refused = false;
    this.#wasConnected = true;
    this.#tellStatus();
  }

  /** The library tries again by itself when no server answered, but not when one refused us. */
  #failed(): void {
    this.#refused = !this.#socket.active;
    if (this.#refused) {
      this.#retryLater();
    }
    this.#tellStatus();
  }

  /** Nor does it when the server ended the connection on purpose. */
  #lost(): void {
    if (!this.#socket.active) {
      this.#retryLater();
    }
    this.#tellStatus();
  }

  #retryLater(): void {
    clearTimeout(this.#retry);
    this.#retry = setTimeout(() => this.#socket.disconnect().connect(), RETRY_AFTER_REFUSAL_MS);
  }

  #apply(event: InboxEvent): void {
    const next = applyInbox(this.#inbox, event);
    if (next === this.#inbox) {
      return;
    }
    this.#inbox = next;
    this.#listener.onInbox(next);
    const arrivals = event.alerts.flatMap(({ id, toast, sound }) => {
      const notification = next.notifications.get(id);
      return notification ? [{ notification, toast, sound }] : [];
    });
    this.#listener.onArrivals(arrivals);
  }

  #tellStatus(): void {
    this.#listener.onStatus(this.#status());
  }

  #status(): Status {
    if (this.#socket.connected) {
      return "connected";
    }
    if (!navigator.onLine) {
      return "offline";
    }
    if (this.#refused) {
      return "refused";
    }
    return this.#wasConnected ? "reconnecting" : "connecting";
  }
}
