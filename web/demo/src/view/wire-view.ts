import { html, nothing, render, type TemplateResult } from "lit";
import { repeat } from "lit/directives/repeat.js";
import type { Session } from "../session.js";
import type { Frame, FrameLog } from "../wire/frame-log.js";
import { icon } from "./icons.js";
import { jsonView } from "./json.js";
import { carried, previewOf } from "./preview.js";

const ARROWS = { in: "arrowDown", out: "arrowUp", socket: "cut" } as const;
const DIRECTIONS = { in: "in", out: "out", socket: "socket" } as const;

/** What goes over the sockets of this page, newest first. */
export class WireView {
  readonly root = document.createElement("section");
  readonly #log: FrameLog;
  readonly #sessions: readonly Session[];
  readonly #open = new Set<number>();
  readonly #hiddenUsers = new Set<string>();
  #hidesHeartbeats = true;
  /** The frames that were there when it was paused. */
  #frozen: readonly Frame[] | undefined;
  #isShown = true;
  #isDue = false;

  constructor(log: FrameLog, sessions: readonly Session[]) {
    this.#log = log;
    this.#sessions = sessions;
    this.root.className = "wire";
    this.root.setAttribute("aria-label", "On the wire");
    log.subscribe(() => this.#drawSoon());
    for (const { client } of sessions) {
      client.subscribe(() => this.#drawSoon());
    }
    this.#render();
  }

  /** One that is not shown costs nothing. */
  set shown(shown: boolean) {
    this.#isShown = shown;
    if (shown) {
      this.#render();
    }
  }

  /** However many frames come, it is drawn once a picture, and not at all where nobody sees it. */
  #drawSoon(): void {
    if (!this.#isDue && this.#isShown) {
      this.#isDue = true;
      requestAnimationFrame(() => {
        this.#isDue = false;
        this.#render();
      });
    }
  }

  #render(): void {
    const frames = (this.#frozen ?? this.#log.frames).filter(
      ({ kind, user }) =>
        !(this.#hidesHeartbeats && kind === "heartbeat") && !this.#hiddenUsers.has(user),
    );
    render(
      html`
        <header class="wire-head">
          <h2>On the wire</h2>
          ${this.#sessions.length > 1 ? this.#legend() : nothing}
          <label class="check">
            <input
              type="checkbox"
              .checked=${this.#hidesHeartbeats}
              @change=${() => {
                this.#hidesHeartbeats = !this.#hidesHeartbeats;
                this.#render();
              }}
            />Hide pings
          </label>
          <button
            type="button"
            class="text-button"
            aria-pressed=${this.#frozen !== undefined}
            @click=${() => this.#pause()}
          >
            ${icon(this.#frozen === undefined ? "pause" : "play")}
            ${this.#frozen === undefined ? "Pause" : "Go on"}
          </button>
          <button type="button" class="text-button" @click=${() => this.#clear()}>Clear</button>
        </header>
        ${this.#elsewhere()}
        ${
          frames.length === 0
            ? html`<p class="wire-empty">Nothing went over it yet.</p>`
            : html`<ol class="frames" tabindex="0" aria-label="Frames, newest first">
                ${repeat(
                  frames,
                  ({ number }) => number,
                  (frame) => this.#row(frame),
                )}
              </ol>`
        }
      `,
      this.root,
    );
  }

  #legend(): TemplateResult {
    return html`
      <div class="legend" role="group" aria-label="Whose frames are shown">
        ${this.#sessions.map(
          ({ user: { id, name } }) => html`
            <button
              type="button"
              class="chip"
              data-user=${id}
              aria-pressed=${!this.#hiddenUsers.has(id)}
              @click=${() => {
                if (!this.#hiddenUsers.delete(id)) {
                  this.#hiddenUsers.add(id);
                }
                this.#render();
              }}
            >
              ${name}
            </button>
          `,
        )}
      </div>
    `;
  }

  /** Tabs of one browser share a connection: its frames are where it is. */
  #elsewhere(): TemplateResult | typeof nothing {
    const names = this.#sessions
      .filter(({ client: { state } }) => !state.leads && state.status === "connected")
      .map(({ user }) => user.name);
    return names.length === 0
      ? nothing
      : html`<p class="elsewhere">
          ${new Intl.ListFormat("en").format(names)}: connected by another window of this browser,
          where the frames are.
        </p>`;
  }

  #row(frame: Frame): TemplateResult {
    const { number, user, direction, atMs, bytes, name, content, kind } = frame;
    const isOpen = this.#open.has(number);
    const what = html`
      <time>${timeOf(atMs)}</time>
      <span class="owner" data-user=${user}>${this.#nameOf(user)}</span>
      <span class="arrow">${icon(ARROWS[direction])}<span>${DIRECTIONS[direction]}</span></span>
      <span class="name">${name}</span>
      <span class="preview">${previewOf(content)}</span>
      <span class="size">${bytes === 0 ? "" : sizeOf(bytes)}</span>
    `;
    return html`
      <li class="wire-frame" data-direction=${direction} data-kind=${kind} data-user=${user}>
        ${
          carried(content) === undefined
            ? html`<div class="line">${what}</div>`
            : html`<button
                type="button"
                class="line"
                aria-expanded=${isOpen}
                @click=${() => this.#toggle(number)}
              >
                ${what}
              </button>`
        }
        ${isOpen ? html`<pre tabindex="0" aria-label=${name}>${jsonView(carried(content))}</pre>` : nothing}
      </li>
    `;
  }

  #nameOf(userId: string): string {
    return this.#sessions.find(({ user }) => user.id === userId)?.user.name ?? userId;
  }

  #toggle(number: number): void {
    if (!this.#open.delete(number)) {
      this.#open.add(number);
    }
    this.#render();
  }

  #pause(): void {
    this.#frozen = this.#frozen === undefined ? this.#log.frames : undefined;
    this.#render();
  }

  #clear(): void {
    this.#open.clear();
    this.#frozen = this.#frozen && [];
    this.#log.clear();
  }
}

function timeOf(atMs: number): string {
  const time = new Date(atMs);
  return `${time.toLocaleTimeString("en-GB")}.${String(time.getMilliseconds()).padStart(3, "0")}`;
}

function sizeOf(bytes: number): string {
  return bytes < 1_000 ? `${bytes} B` : `${(bytes / 1_000).toFixed(1)} kB`;
}
