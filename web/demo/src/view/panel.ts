import { listed, type Inbox, type Notification } from "@belfry/client";
import { element } from "./dom.js";
import { icon } from "./icons.js";
import { Item, type ItemActions } from "./item.js";

export interface PanelActions extends ItemActions {
  markAllRead(): void;
}

const TICK_MS = 20_000;

/** The list of a user's notifications, newest first. */
export class Panel {
  readonly root: HTMLElement;
  readonly #actions: PanelActions;
  readonly #items = new Map<string, Item>();
  readonly #list = element("ul", { class: "items" });
  readonly #count = element("span", { class: "count" });
  readonly #markAll = element("button", { type: "button", class: "text-button mark-all" });
  readonly #empty = emptyState();
  readonly #older = element("p", { class: "older" }, "Older ones are kept on the server.");

  constructor(id: string, label: string, actions: PanelActions) {
    this.#actions = actions;
    this.#markAll.textContent = "Mark all read";
    this.#markAll.addEventListener("click", () => actions.markAllRead());
    this.root = element(
      "section",
      { id, class: "panel", "aria-label": label },
      element(
        "header",
        { class: "panel-head" },
        element("h3", {}, "Notifications"),
        this.#count,
        this.#markAll,
      ),
      this.#empty,
      this.#list,
      this.#older,
    );
    this.#older.hidden = true;
    setInterval(() => this.#tick(), TICK_MS);
  }

  render(inbox: Inbox): void {
    const notifications = listed(inbox);
    this.#count.textContent = inbox.unread === 0 ? "" : `${inbox.unread} unread`;
    this.#markAll.disabled = inbox.unread === 0;
    this.#empty.hidden = notifications.length > 0;
    this.#older.hidden = !inbox.more;
    this.#dropAllBut(new Set(notifications.map(({ id }) => id)));
    for (const [index, notification] of notifications.entries()) {
      this.#place(this.#itemOf(notification), index);
    }
  }

  #itemOf(notification: Notification): Item {
    const known = this.#items.get(notification.id);
    if (known !== undefined) {
      known.update(notification);
      return known;
    }
    const item = new Item(notification, this.#actions);
    this.#items.set(notification.id, item);
    return item;
  }

  /** Moves nothing that stands right, since moving an element takes its focus. */
  #place(item: Item, index: number): void {
    const there = this.#list.children[index];
    if (there !== item.root) {
      this.#list.insertBefore(item.root, there ?? null);
    }
  }

  #dropAllBut(ids: ReadonlySet<string>): void {
    for (const [id, item] of this.#items) {
      if (!ids.has(id)) {
        this.#items.delete(id);
        this.#drop(item);
      }
    }
  }

  /** A line that held the focus hands it to its neighbour. */
  #drop(item: Item): void {
    const focused = item.root.contains(document.activeElement);
    const heir = item.root.nextElementSibling ?? item.root.previousElementSibling;
    item.root.remove();
    if (focused && heir instanceof HTMLElement) {
      this.#items.get(heir.dataset["id"] ?? "")?.focus();
    }
  }

  #tick(): void {
    const now = Date.now();
    for (const item of this.#items.values()) {
      item.tick(now);
    }
  }
}

function emptyState(): HTMLElement {
  return element(
    "div",
    { class: "empty" },
    icon("bell"),
    element("p", { class: "empty-title" }, "All quiet"),
    element("p", {}, "Send something and watch it arrive here."),
  );
}
