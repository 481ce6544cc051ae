import type { Status } from "@belfry/client";
import { html, nothing, render } from "lit";
import { timeText, wallTime } from "../clock/zone.js";
import type { Session } from "../session.js";
import { icon } from "./icons.js";

const STATUS_WORDS: Readonly<Record<Status, string>> = {
  connecting: "connecting",
  connected: "connected",
  reconnecting: "reconnecting",
  offline: "offline",
  refused: "not let in",
  closed: "closed",
};

const TICK_MS = 1_000;

/** How a user is connected and what time it is at theirs, with switches for both. */
export class Controls {
  readonly root = document.createElement("div");
  readonly #session: Session;
  #shownTime = "";
  #isMoving = false;
  #problem = "";

  constructor(session: Session) {
    this.#session = session;
    this.root.className = "controls";
    const draw = () => this.#render();
    session.client.subscribe(draw);
    session.clock.subscribe(draw);
    session.network.subscribe(draw);
    draw();
    setInterval(() => this.#tick(), TICK_MS);
  }

  #tick(): void {
    if (this.#time() !== this.#shownTime) {
      this.#render();
    }
  }

  #time(): string {
    return timeText(wallTime(Date.now(), this.#session.clock.zone).minutes);
  }

  #render(): void {
    const { user, client, clock, network } = this.#session;
    const { status } = client.state;
    const isOffline = network.isOffline(user.id);
    const isQuiet = clock.silentUntilMs !== undefined;
    this.#shownTime = this.#time();
    render(
      html`
        <p class="status" role="status" data-status=${isOffline ? "off" : status}>
          ${this.#standing()}
        </p>
        <p class="clock" data-quiet=${isQuiet}>
          ${icon(isQuiet ? "moon" : "sun")}<span
            >${this.#shownTime} at ${user.name}’s${this.#quiet()}</span
          >
        </p>
        <div class="switches" role="group" aria-label=${`${user.name}: network and clock`}>
          <button
            type="button"
            class="switch"
            aria-pressed=${isOffline}
            title=${`Take the network away from ${user.name}, in all windows of this browser`}
            @click=${() => network.setOffline(user.id, !isOffline)}
          >
            ${icon(isOffline ? "offline" : "online")}Offline
          </button>
          <button
            type="button"
            class="switch"
            ?disabled=${isOffline}
            title=${`Cut ${user.name}’s socket; it connects again by itself`}
            @click=${() => network.cut(user.id)}
          >
            ${icon("cut")}Cut
          </button>
          <button
            type="button"
            class="switch"
            aria-pressed=${isQuiet}
            ?disabled=${this.#isMoving}
            title=${
              isQuiet
                ? `Move ${user.name} to where it is day`
                : `Move ${user.name} to where it is night: their quiet hours begin`
            }
            @click=${() => void this.#jump(isQuiet)}
          >
            ${icon("moon")}Night
          </button>
        </div>
        ${this.#problem === "" ? nothing : html`<p class="note" role="alert">${this.#problem}</p>`}
      `,
      this.root,
    );
  }

  #standing(): string {
    const { user, client, network } = this.#session;
    const { status, leads } = client.state;
    if (network.isOffline(user.id)) {
      return "switched offline";
    }
    // Tabs of one browser have one connection together.
    return status === "connected" && !leads ? "in another window" : STATUS_WORDS[status];
  }

  #quiet(): string {
    const { silentUntilMs, zone } = this.#session.clock;
    return silentUntilMs === undefined
      ? ""
      : `, quiet until ${timeText(wallTime(silentUntilMs, zone).minutes)}`;
  }

  async #jump(isQuiet: boolean): Promise<void> {
    const { clock } = this.#session;
    this.#isMoving = true;
    this.#problem = "";
    this.#render();
    try {
      await (isQuiet ? clock.toDay() : clock.toNight());
    } catch (problem) {
      this.#problem = problem instanceof Error ? problem.message : String(problem);
    }
    this.#isMoving = false;
    this.#render();
  }
}
