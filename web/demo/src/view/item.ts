import type { Notification } from "@belfry/client";
import { relativeTime } from "../relative-time.js";
import { safeUrl } from "../safe-url.js";
import { element, iconButton, relabel } from "./dom.js";
import { icon, typeIcon } from "./icons.js";

/** What the user can do to one notification. */
export interface ItemActions {
  markRead(id: string): void;
  markUnread(id: string): void;
  remove(id: string): void;
}

/** One line of the panel; its elements stay, so that an update does not take the focus away. */
export class Item {
  readonly root = element("li", { class: "item" });
  #notification: Notification;
  readonly #actions: ItemActions;
  readonly #glyph = element("span", { class: "glyph" });
  readonly #title = element("h3");
  readonly #message = element("p", { class: "message" });
  readonly #priority = element("span", { class: "priority" });
  readonly #age = element("time");
  readonly #link = element("a", { target: "_blank", rel: "noopener noreferrer" }, "Open");
  readonly #toggle: HTMLButtonElement;
  readonly #remove: HTMLButtonElement;

  constructor(notification: Notification, actions: ItemActions) {
    this.#notification = notification;
    this.#actions = actions;
    this.#toggle = iconButton(icon("check"), "", "toggle", () => this.#toggleRead());
    this.#remove = iconButton(icon("trash"), "", "remove", () =>
      actions.remove(this.#notification.id),
    );
    this.#link.addEventListener("click", () => actions.markRead(this.#notification.id));
    this.root.append(
      this.#glyph,
      element(
        "div",
        { class: "words" },
        this.#title,
        this.#message,
        element("p", { class: "meta" }, this.#priority, this.#age, this.#link),
      ),
      element("div", { class: "item-actions" }, this.#toggle, this.#remove),
    );
    this.update(notification);
  }

  update(notification: Notification): void {
    const { id, type, title, message, priority, read, url } = notification;
    const address = safeUrl(url, location.href);
    this.#notification = notification;
    this.root.dataset["id"] = id;
    this.root.dataset["type"] = type;
    this.root.dataset["priority"] = priority;
    this.root.dataset["read"] = String(read);
    this.#glyph.replaceChildren(typeIcon(type));
    this.#title.textContent = title;
    this.#message.textContent = message;
    this.#message.hidden = message === "";
    this.#priority.textContent = priority;
    this.#priority.hidden = priority !== "high" && priority !== "urgent";
    this.#link.hidden = address === undefined;
    this.#link.href = address ?? "";
    relabel(this.#toggle, `Mark “${title}” as ${read ? "unread" : "read"}`);
    this.#toggle.setAttribute("aria-pressed", String(read));
    relabel(this.#remove, `Delete “${title}”`);
    this.tick(Date.now());
  }

  /** Says the age anew. */
  tick(now: number): void {
    const { timestamp } = this.#notification;
    this.#age.textContent = relativeTime(timestamp, now);
    this.#age.dateTime = new Date(timestamp).toISOString();
  }

  /** Gives the keyboard focus to this line. */
  focus(): void {
    this.#remove.focus();
  }

  #toggleRead(): void {
    const { id, read } = this.#notification;
    if (read) {
      this.#actions.markUnread(id);
    } else {
      this.#actions.markRead(id);
    }
  }
}
