import type { Notification } from "@belfry/client";
import { element, iconButton } from "./dom.js";
import { icon, typeIcon } from "./icons.js";

const MOST_AT_ONCE = 3;
const SHOWN_MS = { low: 4_000, normal: 5_000, high: 10_000, urgent: 20_000 } as const;

/** The toasts of one user: the newest few, each until its time is up or someone closes it. */
export class Toasts {
  /** Screen readers speak what is added here: at once what is pressing, the rest in turn. */
  readonly root: HTMLElement;
  readonly #polite = element("div", { class: "toast-lane", role: "status", "aria-live": "polite" });
  readonly #pressing = element("div", { class: "toast-lane", role: "alert" });
  readonly #shown: Toast[] = [];

  constructor() {
    this.root = element("div", { class: "toasts" }, this.#pressing, this.#polite);
  }

  show(notification: Notification): void {
    const toast = new Toast(notification, () => {
      this.#shown.splice(this.#shown.indexOf(toast), 1);
    });
    this.#shown.push(toast);
    const pressing = notification.priority === "high" || notification.priority === "urgent";
    (pressing ? this.#pressing : this.#polite).append(toast.root);
    while (this.#shown.length > MOST_AT_ONCE) {
      this.#shown[0]?.close();
    }
  }
}

/** One toast; its clock rests while the pointer or the focus is on it. */
class Toast {
  readonly root: HTMLElement;
  readonly #onClosed: () => void;
  readonly #shownMs: number;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor({ id, type, title, message, priority }: Notification, onClosed: () => void) {
    this.#onClosed = onClosed;
    this.#shownMs = SHOWN_MS[priority];
    this.root = element(
      "div",
      { class: "toast", "data-id": id, "data-type": type, "data-priority": priority },
      element("span", { class: "glyph" }, typeIcon(type)),
      element(
        "div",
        { class: "words" },
        element("p", { class: "toast-title" }, title),
        element("p", { class: "message" }, message),
      ),
      iconButton(icon("close"), `Close “${title}”`, "close", () => this.close()),
    );
    for (const rest of ["pointerenter", "focusin"]) {
      this.root.addEventListener(rest, () => clearTimeout(this.#timer));
    }
    for (const resume of ["pointerleave", "focusout"]) {
      this.root.addEventListener(resume, () => this.#start());
    }
    this.#start();
  }

  close(): void {
    clearTimeout(this.#timer);
    this.root.remove();
    this.#onClosed();
  }

  #start(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.close(), this.#shownMs);
  }
}
