import { html, render, type TemplateResult } from "lit";
import type { Answer, Backend } from "../backend.js";
import type { DemoUser } from "../config.js";
import { curlOf } from "../sending/curl.js";
import { PRIORITIES, type Draft } from "../sending/draft.js";
import { outcomeOf, type Outcome } from "../sending/outcome.js";
import { PRESETS, firstDraft, presetDraft, type Preset } from "../sending/presets.js";
import { requestOf, type Problems } from "../sending/request.js";
import { TopicSubscribers } from "../sending/topic.js";
import { answerView } from "./answer-view.js";
import { CurlBox } from "./curl-box.js";
import { problemId, problemOf, textField, type Form } from "./field.js";
import { icon } from "./icons.js";
import { moreFields } from "./more-fields.js";
import { recipients } from "./recipients.js";

const TYPES = [
  "info",
  "success",
  "warning",
  "error",
  "message",
  "friend_request",
  "comment",
  "like",
  "system",
];

/** Plays the backend: sends notifications, and shows the command that would. */
export class SendConsole {
  readonly root = document.createElement("section");
  readonly #users: readonly DemoUser[];
  readonly #backend: Backend;
  readonly #subscribers: TopicSubscribers;
  readonly #curl = new CurlBox();
  readonly #rounds = new Map<string, number>();
  #draft: Draft;
  #problems: Problems = {};
  /** Those that no field shows. */
  #unplaced: Problems = {};
  #answer: Answer | undefined;
  #outcome: Outcome | undefined;
  #isSending = false;
  #isOpen = false;

  constructor(users: readonly DemoUser[], backend: Backend) {
    this.#users = users;
    this.#backend = backend;
    this.#subscribers = new TopicSubscribers(backend, () => this.#render());
    this.#draft = firstDraft(users.slice(0, 1).map(({ id }) => id));
    this.root.className = "sender";
    this.root.setAttribute("aria-label", "Send a notification");
    this.#render();
  }

  #change(changes: Partial<Draft>): void {
    this.#draft = { ...this.#draft, ...changes };
    this.#render();
  }

  #render(): void {
    const form: Form = {
      draft: this.#draft,
      problems: this.#problems,
      change: (changes) => this.#change(changes),
    };
    this.#showCurl();
    render(
      html`
        <header class="sender-head">
          <h2>Your backend</h2>
          <p>One HTTP call, from any language.</p>
        </header>
        ${this.#presets()}
        <form
          @submit=${(event: Event) => {
            event.preventDefault();
            void this.#send();
          }}
        >
          ${recipients(form, this.#users, {
            subscribers: this.#subscribers.users,
            set: (user, subscribes) => void this.#subscribe(user, subscribes),
            read: () => this.#readSubscribers(),
          })}
          ${textField(form, "title", { path: "/title", label: "Title", wide: true })}
          ${textField(form, "message", {
            path: "/message",
            label: "Message",
            rows: 2,
            wide: true,
          })}
          ${priorities(form)}
          ${textField(form, "type", {
            path: "/type",
            label: "Type",
            placeholder: "info",
            list: "types",
          })}
          <datalist id="types">
            ${TYPES.map((type) => html`<option value=${type}></option>`)}
          </datalist>
          ${textField(form, "url", {
            path: "/url",
            label: "Link",
            placeholder: "/posts/5",
            kind: "url",
          })}
          <details
            class="more"
            .open=${this.#isOpen}
            @toggle=${(event: Event) => {
              this.#isOpen = (event.target as HTMLDetailsElement).open;
            }}
          >
            <summary>${icon("chevron")}More fields</summary>
            <div class="more-fields">${moreFields(form, this.#users)}</div>
          </details>
          <div class="submit-row">
            <button type="submit" class="primary" ?disabled=${this.#isSending}>Send</button>
            ${answerView(this.#answer, this.#outcome, this.#unplaced)}
          </div>
        </form>
        ${this.#curl.root}
      `,
      this.root,
    );
  }

  #presets(): TemplateResult {
    return html`
      <div class="presets" role="group" aria-label="Send at once">
        ${PRESETS.map(
          (preset) => html`
            <button
              type="button"
              class="preset"
              title=${preset.hint}
              ?disabled=${this.#isSending}
              @click=${() => this.#use(preset)}
            >
              ${preset.label}
            </button>
          `,
        )}
      </div>
    `;
  }

  #showCurl(): void {
    const built = requestOf(this.#draft);
    this.#curl.show(
      "call" in built ? curlOf(built.call, location.origin, this.#backend.apiKey) : undefined,
    );
  }

  #readSubscribers(): void {
    if (this.#draft.audience === "topic") {
      void this.#subscribers.read(this.#draft.topic.trim());
    }
  }

  /** Says so where it is refused; where it is not, the box itself does. */
  async #subscribe(user: string, subscribes: boolean): Promise<void> {
    const answer = await this.#subscribers.set(user, subscribes);
    const outcome = outcomeOf(answer);
    if (outcome.tone === "bad") {
      this.#answer = answer;
      this.#say(outcome);
    }
  }

  #use(preset: Preset): void {
    const round = this.#rounds.get(preset.id) ?? 0;
    this.#rounds.set(preset.id, round + 1);
    this.#draft = presetDraft(preset, round, this.#draft);
    void this.#send();
  }

  async #send(): Promise<void> {
    const built = requestOf(this.#draft);
    if ("problems" in built) {
      this.#answer = undefined;
      this.#say({ tone: "bad", text: "Not sent yet.", problems: built.problems });
      return;
    }
    this.#isSending = true;
    this.#render();
    const answer = await this.#backend.call(built.call);
    this.#isSending = false;
    this.#answer = answer;
    this.#say(outcomeOf(answer));
  }

  #say(outcome: Outcome): void {
    this.#outcome = outcome;
    this.#problems = outcome.problems;
    this.#unplaced = {};
    this.#render();
    const unplaced = Object.entries(outcome.problems).filter(
      ([path]) => this.root.querySelector(`[id="${problemId(path)}"]`) === null,
    );
    this.#unplaced = Object.fromEntries(unplaced);
    this.#showFirstProblem();
  }

  /** Goes to the first field that is wrong, also where it is folded away. */
  #showFirstProblem(): void {
    this.#isOpen ||= this.root.querySelector(".more [aria-invalid]") !== null;
    this.#render();
    this.root.querySelector<HTMLElement>("[aria-invalid]")?.focus();
  }
}

function priorities(form: Form): TemplateResult {
  return html`
    <fieldset class="wide">
      <legend>Priority</legend>
      <div class="segments">
        ${PRIORITIES.map(
          (priority) => html`
            <label>
              <input
                type="radio"
                name="priority"
                value=${priority}
                .checked=${form.draft.priority === priority}
                @change=${() => form.change({ priority })}
              /><span>${priority}</span>
            </label>
          `,
        )}
      </div>
      ${problemOf("/priority", form.problems["/priority"])}
    </fieldset>
  `;
}
