import { html, nothing, type TemplateResult } from "lit";
import { live } from "lit/directives/live.js";
import type { DemoUser } from "../config.js";
import type { Audience } from "../sending/draft.js";
import { problemOf, textField, type Form } from "./field.js";

const AUDIENCES: readonly (readonly [Audience, string])[] = [
  ["users", "Users"],
  ["topic", "A topic"],
  ["all", "Everybody"],
];

/** Who subscribes to the topic, as far as that is known. */
export interface Subscriptions {
  readonly subscribers: ReadonlySet<string>;
  set(user: string, subscribes: boolean): void;
  /** The topic is another one. */
  read(): void;
}

/** Whom the notification is for. */
export function recipients(
  form: Form,
  users: readonly DemoUser[],
  subscriptions: Subscriptions,
): TemplateResult {
  const { draft, problems } = form;
  return html`
    <fieldset class="recipients">
      <legend>To</legend>
      <div class="segments">
        ${AUDIENCES.map(
          ([audience, label]) => html`
            <label>
              <input
                type="radio"
                name="audience"
                value=${audience}
                .checked=${draft.audience === audience}
                @change=${() => {
                  form.change({ audience });
                  subscriptions.read();
                }}
              /><span>${label}</span>
            </label>
          `,
        )}
      </div>
      ${draft.audience === "users" ? people(form, users) : nothing}
      ${draft.audience === "topic" ? topic(form, users, subscriptions) : nothing}
      ${
        draft.audience === "all"
          ? html`<p class="hint">All users whom the server knows; stored once.</p>`
          : nothing
      }
      ${problemOf("/to", problems["/to"])}
    </fieldset>
  `;
}

function people({ draft, change }: Form, users: readonly DemoUser[]): TemplateResult {
  const toggle = (id: string, chosen: boolean) => {
    const ids = users.map((user) => user.id);
    change({ users: ids.filter((each) => (each === id ? chosen : draft.users.includes(each))) });
  };
  return html`
    <div class="chips">
      ${users.map(({ id, name }) => chip(id, name, "to", draft.users.includes(id), toggle))}
    </div>
  `;
}

function topic(
  form: Form,
  users: readonly DemoUser[],
  { subscribers, set, read }: Subscriptions,
): TemplateResult {
  return html`
    <div @change=${read}>
      ${textField(form, "topic", { path: "/to/topic", label: "Topic", placeholder: "kiln:2" })}
    </div>
    <div class="chips" role="group" aria-label="Who subscribes to it">
      ${users.map(({ id, name }) => chip(id, name, "subscriber", subscribers.has(id), set))}
    </div>
    <p class="hint">
      ${subscribers.size === 0 ? "Nobody here subscribes to it yet: choose who does." : "They subscribe to it."}
    </p>
  `;
}

/** A checkbox for a user, in their colour. */
export function chip(
  id: string,
  name: string,
  group: string,
  checked: boolean,
  onChange: (id: string, checked: boolean) => void,
): TemplateResult {
  return html`
    <label class="chip" data-user=${id}>
      <input
        type="checkbox"
        name=${group}
        value=${id}
        .checked=${live(checked)}
        @change=${(event: Event) => onChange(id, (event.target as HTMLInputElement).checked)}
      /><span>${name}</span>
    </label>
  `;
}
