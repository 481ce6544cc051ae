import { html, render, type TemplateResult } from "lit";
import type { Session } from "../session.js";
import { StudioApp, VIEWS, type View } from "../studio/app.js";
import type { FrameLog } from "../wire/frame-log.js";
import { Controls } from "./controls.js";
import { icon } from "./icons.js";
import { WireView } from "./wire-view.js";

/** One user's application in a window of its own, over a bar with the switches of the demo. */
export function ownPage(session: Session, log: FrameLog): TemplateResult {
  const { user, client } = session;
  const app = new StudioApp(session, {
    view: viewOfPage(),
    layout: "page",
    toasts: "top-end",
    limit: 3,
    countsInTitle: true,
    onView: (view) => history.pushState(null, "", addressOf(user.id, view)),
  });
  const root = document.createElement("div");
  const draw = () => {
    root.dataset["status"] = client.state.status;
  };
  addEventListener("popstate", () => app.show(viewOfPage()));
  document.title = `${user.name} · Greenware`;
  root.className = "own window";
  root.dataset["user"] = user.id;
  client.subscribe(draw);
  draw();
  render(
    html`
      <main>
        <div class="unseen">
          <h1>Greenware</h1>
          <h2>What ${user.name} sees</h2>
        </div>
        ${app.root}
      </main>
      ${new Dock(session, log).root}
    `,
    root,
  );
  return html`${root}`;
}

function viewOfPage(): View {
  const wanted = new URLSearchParams(location.search).get("view");
  return VIEWS.find((each) => each === wanted) ?? "shelf";
}

function addressOf(userId: string, view: View): string {
  return `?${new URLSearchParams({ user: userId, view }).toString()}`;
}

/** What belongs to the demo rather than to the application: switches, and the wire. */
class Dock {
  readonly root = document.createElement("aside");
  readonly #session: Session;
  readonly #controls: Controls;
  readonly #wire: WireView;
  #isOpen = false;

  constructor(session: Session, log: FrameLog) {
    this.#session = session;
    this.#controls = new Controls(session);
    this.#wire = new WireView(log, [session]);
    this.#wire.shown = false;
    this.root.className = "dock";
    this.root.setAttribute("aria-label", "Demo");
    this.#render();
  }

  #render(): void {
    const { user } = this.#session;
    this.#wire.root.hidden = !this.#isOpen;
    render(
      html`
        <div class="dock-bar">
          <p class="dock-name" data-user=${user.id}>${user.name}</p>
          ${this.#controls.root}
          <button
            type="button"
            class="text-button dock-toggle"
            aria-expanded=${this.#isOpen}
            @click=${() => {
              this.#isOpen = !this.#isOpen;
              this.#wire.shown = this.#isOpen;
              this.#render();
            }}
          >
            ${icon("chevron")}On the wire
          </button>
          <a href=".">All users</a>
        </div>
        ${this.#wire.root}
      `,
      this.root,
    );
  }
}
