import { html, type TemplateResult } from "lit";
import type { Backend } from "../backend.js";
import type { Session } from "../session.js";
import type { FrameLog } from "../wire/frame-log.js";
import { SchemeSwitch } from "./scheme.js";
import { SendConsole } from "./send-console.js";
import { UserTabs } from "./user-tabs.js";
import { UserWindow } from "./user-window.js";
import { WireView } from "./wire-view.js";

/** All users side by side, a backend to send by, and what goes over the wire. */
export function deskPage(
  sessions: readonly Session[],
  backend: Backend,
  log: FrameLog,
): TemplateResult {
  const windows = sessions.map((session, index) => new UserWindow(session, index).root);
  const users = sessions.map(({ user }) => user);
  return html`
    <header class="page-head">
      <img class="logo" src="./belfry.svg" alt="" width="36" height="36" />
      <div>
        <h1>Belfry</h1>
        <p>Send once, and watch it arrive in every window of its user.</p>
      </div>
      <nav aria-label="Documentation"><a href="/docs">HTTP docs</a></nav>
      ${new SchemeSwitch().root}
    </header>
    <main class="desk">
      ${new SendConsole(users, backend).root}
      <div class="stage">
        ${new UserTabs(sessions, windows).root}
        <div class="windows">${windows}</div>
        ${new WireView(log, sessions).root}
      </div>
    </main>
  `;
}
