import { html, render } from "lit";
import type { Session } from "../session.js";
import { StudioApp, type View } from "../studio/app.js";
import { Controls } from "./controls.js";
import { icon } from "./icons.js";
import { keepWithin } from "./toast-place.js";

/** What each user looks at first. */
const FIRST_VIEWS: readonly View[] = ["shelf", "kiln", "classes"];

/** One user's window beside others: the application, and what the demo can do to it. */
export class UserWindow {
  readonly root = document.createElement("article");

  constructor(session: Session, index: number) {
    const { user, client } = session;
    const app = new StudioApp(session, {
      view: FIRST_VIEWS[index % FIRST_VIEWS.length] ?? "shelf",
      layout: "panel",
      toasts: "bottom-end",
      limit: 2,
    });
    const controls = new Controls(session);
    this.root.className = "window";
    this.root.dataset["user"] = user.id;
    this.root.setAttribute("aria-label", `${user.name}’s window`);
    const draw = () => {
      this.root.dataset["status"] = client.state.status;
    };
    client.subscribe(draw);
    draw();
    const frame = document.createElement("div");
    frame.className = "frame";
    frame.append(app.root);
    keepWithin(frame, (isShown) => {
      app.hasToasts = isShown;
    });
    render(
      html`
        <header class="window-head">
          <h2 data-user=${user.id}>${user.name}</h2>
          <a
            class="icon-button"
            href=${`?user=${encodeURIComponent(user.id)}`}
            target="_blank"
            aria-label=${`Open ${user.name} in a window of their own`}
            title="Open in a window of its own"
            >${icon("open")}</a
          >
          ${controls.root}
        </header>
        ${frame}
      `,
      this.root,
    );
  }
}
