import { html, nothing, type TemplateResult } from "lit";
import type { DemoUser } from "../config.js";
import { textField, type Form } from "./field.js";
import { actionsEditor } from "./actions-editor.js";
import { chip } from "./recipients.js";

/** The fields that most sends do not need. */
export function moreFields(form: Form, users: readonly DemoUser[]): TemplateResult {
  const { draft } = form;
  return html`
    ${actionsEditor(form)}
    <fieldset class="part">
      <legend>Card</legend>
      <p class="hint">Sends with the same key grow one card while it is unread.</p>
      ${textField(form, "groupKey", {
        path: "/group/key",
        label: "Key",
        placeholder: "moon-jar:likes",
      })}
      ${textField(form, "groupWindow", {
        path: "/group/window",
        label: "Window",
        placeholder: "86400 seconds",
        kind: "number",
      })}
      ${textField(form, "groupTitle", {
        path: "/group/title",
        label: "Title from the second on",
        placeholder: "{{actor}} and {{others}} more …",
        wide: true,
      })}
    </fieldset>
    <fieldset class="part">
      <legend>Actor</legend>
      ${textField(form, "actorName", { path: "/actor/name", label: "Name", placeholder: "Dora" })}
      ${textField(form, "actorId", { path: "/actor/id", label: "Id", placeholder: "dora" })}
      ${textField(form, "actorAvatar", {
        path: "/actor/avatar",
        label: "Picture",
        placeholder: "/demo/people/dora.svg",
        kind: "url",
        wide: true,
      })}
    </fieldset>
    <fieldset class="part">
      <legend>Content</legend>
      ${textField(form, "icon", {
        path: "/icon",
        label: "Icon",
        placeholder: "/demo/belfry.svg",
        kind: "url",
        wide: true,
      })}
      ${textField(form, "data", {
        path: "/data",
        label: "Data (JSON)",
        placeholder: '{"piece": 5}',
        rows: 2,
        wide: true,
      })}
    </fieldset>
    <fieldset class="part">
      <legend>Time</legend>
      ${textField(form, "sendAt", {
        path: "/sendAt",
        label: "Send at",
        placeholder: "09:00, where the user is",
        hint: "Or a moment: 2030-01-01T09:00:00Z",
        wide: true,
      })}
      <div class="shortcuts wide">
        ${[10, 60].map(
          (seconds) => html`
            <button
              type="button"
              class="text-button"
              @click=${() => form.change({ sendAt: after(seconds) })}
            >
              In ${seconds === 60 ? "a minute" : `${seconds} seconds`}
            </button>
          `,
        )}
      </div>
      ${textField(form, "ttl", {
        path: "/ttl",
        label: "Expires after",
        placeholder: "3600 seconds",
        kind: "number",
      })}
      ${textField(form, "expiresAt", {
        path: "/expiresAt",
        label: "Or expires at",
        placeholder: "2030-01-01T09:00:00Z",
      })}
      ${textField(form, "cancelKey", {
        path: "/cancelKey",
        label: "Cancel key",
        hint: "With “Send at” alone",
        wide: true,
      })}
    </fieldset>
    ${draft.audience === "users" ? nothing : audienceFields(form, users)}
    <fieldset class="part">
      <legend>Call</legend>
      ${textField(form, "idempotencyKey", {
        path: "Idempotency-Key",
        label: "Idempotency-Key",
        placeholder: "order-4711-shipped",
        hint: "Repeat the call: nothing is sent twice",
        wide: true,
      })}
      <div class="shortcuts wide">
        <button
          type="button"
          class="text-button"
          @click=${() => form.change({ idempotencyKey: crypto.randomUUID() })}
        >
          A new key
        </button>
      </div>
      ${textField(form, "times", {
        path: "times",
        label: "How many of it",
        placeholder: "1",
        kind: "number",
        hint: "In one call, a batch",
        wide: true,
      })}
    </fieldset>
  `;
}

function audienceFields(form: Form, users: readonly DemoUser[]): TemplateResult {
  const { draft, change } = form;
  const toggle = (id: string, chosen: boolean) => {
    const others = draft.except.filter((each) => each !== id);
    change({ except: chosen ? [...others, id] : others });
  };
  return html`
    <fieldset class="part">
      <legend>Of these</legend>
      <div class="wide">
        <p class="label">Not to</p>
        <div class="chips">
          ${users.map(({ id, name }) => chip(id, name, "except", draft.except.includes(id), toggle))}
        </div>
      </div>
      ${textField(form, "where", {
        path: "/to/where",
        label: "With attributes (JSON)",
        placeholder: '{"plan": ["pro", "team"]}',
        wide: true,
      })}
    </fieldset>
  `;
}

function after(seconds: number): string {
  return new Date(Date.now() + seconds * 1_000).toISOString();
}
