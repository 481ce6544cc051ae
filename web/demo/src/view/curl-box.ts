import { element } from "./dom.js";

const COPIED_MS = 1_500;

/** A shell command to read and to copy. */
export class CurlBox {
  readonly root: HTMLElement;
  readonly #command = element("code");
  readonly #copy = element("button", { type: "button", class: "text-button" }, "Copy");

  constructor() {
    this.#copy.addEventListener("click", () => void this.#copyCommand());
    this.root = element(
      "figure",
      { class: "curl" },
      element("figcaption", {}, "The same from a shell", this.#copy),
      element("pre", { tabindex: "0", "aria-label": "The curl command" }, this.#command),
    );
  }

  show(command: string): void {
    this.#command.textContent = command;
  }

  /** Where the clipboard is out of reach, the command is at least selected. */
  async #copyCommand(): Promise<void> {
    try {
      await navigator.clipboard.writeText(this.#command.textContent ?? "");
      this.#copy.textContent = "Copied";
    } catch {
      getSelection()?.selectAllChildren(this.#command);
      this.#copy.textContent = "Selected";
    }
    setTimeout(() => {
      this.#copy.textContent = "Copy";
    }, COPIED_MS);
  }
}
