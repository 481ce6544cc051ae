import { badgeText } from "../badge.js";
import { element, relabel } from "./dom.js";
import { icon } from "./icons.js";

/** The button with the unread count that opens and closes a panel. */
export class Bell {
  readonly root: HTMLButtonElement;
  readonly #badge = element("span", { class: "badge", "aria-hidden": "true" });
  readonly #owner: string;

  constructor(owner: string, panelId: string, onToggle: () => void) {
    this.#owner = owner;
    this.root = element(
      "button",
      { type: "button", class: "bell", "aria-controls": panelId },
      icon("bell"),
      this.#badge,
    );
    this.root.addEventListener("click", onToggle);
    this.count(0);
  }

  count(unread: number): void {
    const text = badgeText(unread);
    this.#badge.textContent = text;
    this.#badge.hidden = text === "";
    relabel(this.root, `${this.#owner}: ${unread} unread notifications`);
  }

  opened(open: boolean): void {
    this.root.setAttribute("aria-expanded", String(open));
  }

  /** Swings once. */
  ring(): void {
    this.root.classList.remove("ringing");
    void this.root.offsetWidth;
    this.root.classList.add("ringing");
  }
}
