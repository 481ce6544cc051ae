import { html, nothing, render } from "lit";
import type { Session } from "../session.js";

/** Where there is room for one window alone: which one is shown. */
export class UserTabs {
  readonly root = document.createElement("div");
  readonly #sessions: readonly Session[];
  readonly #windows: readonly HTMLElement[];
  #shown = 0;

  constructor(sessions: readonly Session[], windows: readonly HTMLElement[]) {
    this.#sessions = sessions;
    this.#windows = windows;
    this.root.className = "user-tabs";
    this.root.setAttribute("role", "group");
    this.root.setAttribute("aria-label", "Whose window is shown");
    for (const { client } of sessions) {
      client.subscribe(() => this.#render());
    }
    this.#render();
  }

  #render(): void {
    for (const [index, window] of this.#windows.entries()) {
      window.classList.toggle("shown", index === this.#shown);
    }
    render(
      this.#sessions.map(({ user, client }, index) => {
        const { unread } = client.state.inbox;
        return html`
          <button
            type="button"
            data-user=${user.id}
            aria-pressed=${index === this.#shown}
            @click=${() => {
              this.#shown = index;
              this.#render();
            }}
          >
            ${user.name}${unread === 0 ? nothing : html`<span class="tab-count">${unread}</span>`}
          </button>
        `;
      }),
      this.root,
    );
  }
}
