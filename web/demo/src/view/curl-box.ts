import { html, render } from "lit";
import { icon } from "./icons.js";

const COPIED_MS = 1_500;

/** A shell command to read and to copy. */
export class CurlBox {
  readonly root = document.createElement("figure");
  #command: string | undefined;
  #label = "Copy";

  constructor() {
    this.root.className = "curl";
  }

  /** Shows a command; none while the form holds nothing that could be sent. */
  show(command: string | undefined): void {
    this.#command = command;
    this.#render();
  }

  #render(): void {
    const command = this.#command;
    render(
      html`
        <figcaption>
          <span>The same from a shell</span>
          <button
            type="button"
            class="text-button"
            ?disabled=${command === undefined}
            @click=${() => void this.#copy()}
          >
            ${icon("copy")}<span role="status">${this.#label}</span>
          </button>
        </figcaption>
        <pre tabindex="0" aria-label="The curl command"><code
          >${command ?? "# There is something to put right first."}</code
        ></pre>
      `,
      this.root,
    );
  }

  /** Where the clipboard is out of reach, the command is at least selected. */
  async #copy(): Promise<void> {
    try {
      await navigator.clipboard.writeText(this.#command ?? "");
      this.#label = "Copied";
    } catch {
      const code = this.root.querySelector("code");
      if (code !== null) {
        getSelection()?.selectAllChildren(code);
      }
      this.#label = "Selected";
    }
    this.#render();
    setTimeout(() => {
      this.#label = "Copy";
      this.#render();
    }, COPIED_MS);
  }
}
