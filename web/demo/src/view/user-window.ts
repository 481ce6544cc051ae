import { BelfryClient, type Arrival, type Status, type TokenSource } from "@belfry/client";
import { chime } from "../chime.js";
import type { DemoUser } from "../config.js";
import { Bell } from "./bell.js";
import { element } from "./dom.js";
import { Panel } from "./panel.js";
import { Toasts } from "./toasts.js";

const STATUS_WORDS: Readonly<Record<Status, string>> = {
  connecting: "connecting",
  connected: "connected",
  reconnecting: "reconnecting",
  offline: "offline",
  refused: "not let in",
  closed: "closed",
};

/** One user's application in small: a bell, a panel and toasts, over a client of its own. */
export class UserWindow {
  readonly root: HTMLElement;
  #isOpen = true;
  readonly #bell: Bell;
  readonly #panel: Panel;
  readonly #toasts = new Toasts();
  readonly #status = element("p", { class: "status", role: "status" });
  readonly #client: BelfryClient;
  readonly #onUnread: (unread: number) => void;

  constructor(
    user: DemoUser,
    token: TokenSource,
    link: HTMLAnchorElement,
    onUnread: (unread: number) => void,
  ) {
    this.#onUnread = onUnread;
    const panelId = `panel-${user.id}`;
    this.#bell = new Bell(user.name, panelId, () => this.#open(!this.#isOpen));
    this.#client = new BelfryClient({ token, user: user.id });
    this.#panel = new Panel(panelId, `${user.name}’s notifications`, {
      markRead: (id) => void this.#client.markRead(id),
      markUnread: (id) => void this.#client.markUnread(id),
      markAllRead: () => void this.#client.markAllRead(),
      remove: (id) => void this.#client.delete(id),
    });
    this.root = element(
      "article",
      { class: "window", "data-user": user.id, "aria-label": `${user.name}’s window` },
      element(
        "header",
        { class: "window-head" },
        element("span", { class: "avatar", "aria-hidden": "true" }, user.name.slice(0, 1)),
        element("div", { class: "who" }, element("h2", {}, user.name), this.#status),
        link,
        this.#bell.root,
      ),
      element("div", { class: "window-body" }, application(), this.#panel.root),
      this.#toasts.root,
    );
    this.#open(true);
    this.#render();
    this.#client.subscribe(() => this.#render());
    this.#client.on("arrivals", (arrivals) => this.#speak(arrivals));
    document.addEventListener("visibilitychange", () => this.#seen());
  }

  #render(): void {
    const { status, inbox } = this.#client.state;
    this.root.dataset["status"] = status;
    this.#status.textContent = STATUS_WORDS[status];
    this.#bell.count(inbox.unread);
    this.#panel.render(inbox);
    this.#onUnread(inbox.unread);
    this.#seen();
  }

  #speak(arrivals: readonly Arrival[]): void {
    const toToast = arrivals.filter(({ toast }) => toast);
    for (const { notification } of toToast) {
      this.#toasts.show(notification);
    }
    if (toToast.length > 0) {
      this.#bell.ring();
    }
    if (arrivals.some(({ sound }) => sound)) {
      chime();
    }
  }

  #open(open: boolean): void {
    this.#isOpen = open;
    this.#panel.root.hidden = !open;
    this.#bell.opened(open);
    this.#seen();
  }

  /** Whatever came is seen when the panel is open before the user's eyes. */
  #seen(): void {
    const looking = this.#isOpen && document.visibilityState === "visible";
    if (looking) {
      void this.#client.markSeen();
    }
  }
}

/** The page behind the panel, as a drawing. */
function application(): HTMLElement {
  const lines = ["wide", "short", "wide", "middle", "wide", "short"];
  return element(
    "div",
    { class: "application", "aria-hidden": "true" },
    ...lines.map((width) => element("span", { class: `line ${width}` })),
  );
}
