import type { BelfryClient, QuietWindow, Status } from "@belfry/client";
import {
  html,
  nothing,
  type PropertyDeclarations,
  type PropertyValues,
  type TemplateResult,
} from "lit";
import { BelfryElement } from "../element.js";
import { icon } from "../icons.js";
import type { TextKey } from "../strings/words.js";
import { controls } from "../styles/controls.js";
import { theme } from "../styles/theme.js";
import { PreferencesController, type Notice } from "./controller.js";
import { Draft } from "./draft.js";
import { deviceText, digestChoice, outsideSection } from "./outside-section.js";
import { pauseSection } from "./pause-section.js";
import { PermissionController } from "./permission.js";
import { preferencesStyles } from "./preferences-styles.js";
import type { Hours } from "./quiet-hours.js";
import { quietSection, type HoursEditor } from "./quiet-section.js";
import { quietStyles } from "./quiet-styles.js";
import type { Shown } from "./section.js";
import { typesSection, type Opening } from "./types-section.js";
import { typesStyles } from "./types-styles.js";

/** What there is to say of a connection that is down, and why nothing can be changed. */
const DOWN: { readonly [status in Status]?: TextKey } = {
  reconnecting: "reconnecting",
  offline: "preferencesOffline",
  closed: "preferencesOffline",
  refused: "refused",
};

/** What the focus can be on. */
const CONTROL = "button:not([hidden]), input";

/** Where the focus goes when what had it is gone. */
const LAST_ADD = "[data-preset=own]";

/**
 * The form in which users say what they want to hear of, when, and how loudly. It follows what they
 * change elsewhere; what they change here is saved at once, and quiet hours when they say so.
 *
 * @attr embedded - it has no heading of its own
 *
 * @fires belfry-preferences-changed - something was changed here and is saved; the detail is all that
 *   there is now, a `PreferencesView`
 *
 * @csspart heading - its heading
 * @csspart section - each of its sections: pause, quiet hours, push and e-mail, types
 * @csspart table - types by channels; a list of types where it has little room
 */
export class BelfryPreferences extends BelfryElement {
  static override styles = [theme, controls, preferencesStyles, quietStyles, typesStyles];

  static override properties: PropertyDeclarations = {
    embedded: { type: Boolean, reflect: true },
  };

  declare embedded: boolean;

  readonly #preferences = new PreferencesController(this, (view) => {
    this.tell("belfry-preferences-changed", view);
  });
  readonly #permission = new PermissionController(this);
  readonly #draft = new Draft();
  readonly #open = new Set<string>();
  /** Whose quiet hours the draft is about. */
  #edited: BelfryClient | undefined;

  /** What the user was at last, but for the notice of what became of that. */
  #used: HTMLElement | undefined;

  readonly #opening: Opening = {
    open: this.#open,
    toggle: (type) => {
      if (!this.#open.delete(type)) {
        this.#open.add(type);
      }
      this.requestUpdate();
    },
  };

  readonly #editor: HoursEditor = {
    replace: (index, hours) => this.#edit((all) => all.with(index, hours)),
    remove: (index) => {
      this.#edit((all) => all.toSpliced(index, 1));
      this.#focusSoon(`[data-index="${index}"] .remove`, LAST_ADD);
    },
    add: (hours) => {
      this.#edit((all) => [...all, hours]);
      this.#focusSoon(`[data-index="${this.#draft.shown(this.#savedHours).length - 1}"] .day`);
    },
    save: () => void this.#saveHours(),
    discard: () => {
      this.#draft.discard();
      this.#focusSoon(LAST_ADD);
    },
  };

  constructor() {
    super();
    this.embedded = false;
  }

  override clientChanged(client: BelfryClient | undefined): (() => void) | undefined {
    // An element that is moved within the page has none for a moment.
    if (client !== undefined && client !== this.#edited) {
      this.#draft.discard();
      this.#edited = client;
    }
    return client && this.#preferences.follow(client);
  }

  /** Leads the focus on where what had it goes away, here or by another device. */
  protected override update(changed: PropertyValues): void {
    const { activeElement } = this.renderRoot as ShadowRoot;
    const section = activeElement?.closest("section");
    super.update(changed);
    if (activeElement && !activeElement.isConnected) {
      const near = [this.#used, section?.querySelector<HTMLElement>(CONTROL)];
      (near.find((each) => each?.isConnected) ?? this.#control)?.focus();
    }
  }

  get #control(): HTMLElement | null {
    return this.renderRoot.querySelector<HTMLElement>(CONTROL);
  }

  protected override render(): TemplateResult {
    const { words } = this;
    const { notice } = this.#preferences;
    const down = DOWN[this.state?.status ?? "connecting"];
    return html`<div
      class="form"
      lang=${words.language}
      dir=${words.direction}
      @focusin=${({ target }: FocusEvent) => {
        const used = target as HTMLElement;
        this.#used = used.closest(".notice") ? this.#used : used;
      }}
    >
      ${this.embedded ? nothing : html`<h2 part="heading">${words.say("settings")}</h2>`}
      <div role="status">
        ${down && html`<p class="banner">${icon("offline")}${words.say(down)}</p>`}
      </div>
      ${this.#content(down)}
      <div role="status" class="notice-place">${notice && this.#noticeOf(notice)}</div>
    </div>`;
  }

  #content(down: TextKey | undefined): TemplateResult | typeof nothing {
    const { words } = this;
    const { isLive, state } = this.#preferences;
    const view = state?.view;
    if (view !== undefined) {
      const shown: Shown = {
        words,
        view,
        isLive,
        nowMs: Date.now(),
        change: (patch, focus) => {
          void this.#preferences.change(patch);
          if (isLive && focus !== undefined) {
            this.#focusSoon(focus);
          }
        },
      };
      return html`
        ${pauseSection(shown)} ${quietSection(shown, this.#draft, this.#editor)}
        ${outsideSection(
          "push",
          shown,
          deviceText(shown, this.#permission.state, () => void this.#allow()),
        )}
        ${outsideSection("email", shown, digestChoice(shown))} ${typesSection(shown, this.#opening)}
      `;
    }
    if (state?.problem !== undefined) {
      return html`<div class="failed" role="alert">
        <p>${words.say("failed")}</p>
        <button class="button retry" type="button" @click=${() => this.#preferences.read()}>
          ${words.say("tryAgain")}
        </button>
      </div>`;
    }
    return down === undefined
      ? html`<div class="skeleton" aria-busy="true">
          <span class="for-readers">${words.say("loading")}</span>
        </div>`
      : nothing;
  }

  #noticeOf({ problem }: Notice): TemplateResult {
    const { words } = this;
    if (problem === undefined) {
      return html`<p class="notice" data-notice="saved">${icon("check")}${words.say("saved")}</p>`;
    }
    const { code, message } = problem;
    return html`<p class="notice" data-notice="refused">
      ${icon("warning")}
      ${code === "offline" ? words.say("preferencesOffline") : words.say("notDone", { reason: message })}
      <button
        class="icon-button"
        type="button"
        aria-label=${words.say("close")}
        @click=${() => this.#preferences.dismiss()}
      >
        ${icon("close")}
      </button>
    </p>`;
  }

  get #savedHours(): readonly QuietWindow[] {
    return this.#preferences.state?.view?.preferences.quietHours ?? [];
  }

  #edit(change: (hours: readonly Hours[]) => readonly Hours[]): void {
    this.#draft.edit(this.#savedHours, change);
    this.requestUpdate();
  }

  async #allow(): Promise<void> {
    await this.#permission.ask();
    this.#focusSoon("[data-permission=default]", ".push .switch");
  }

  async #saveHours(): Promise<void> {
    const quietHours = this.#draft.windows();
    if (quietHours === undefined) {
      this.#focusSoon("[data-problem=dayMissing] .day, [data-problem] [aria-invalid=true]");
      return;
    }
    if (await this.#preferences.change({ quietHours })) {
      this.#draft.settle(this.#savedHours);
      this.#focusSoon(LAST_ADD);
    }
  }

  /** Sets the focus, once it is drawn, on the first of these that is there. */
  #focusSoon(...selectors: readonly string[]): void {
    this.requestUpdate();
    void this.updateComplete.then(() => {
      selectors
        .map((selector) => this.renderRoot.querySelector<HTMLElement>(selector))
        .find((found) => found !== null)
        ?.focus();
    });
  }
}
