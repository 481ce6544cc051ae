import { html, nothing, type TemplateResult } from "lit";
import { MOST_ACTIONS, emptyAction, type ActionDraft } from "../sending/draft.js";
import { problemId, problemOf, textField, type Form } from "./field.js";
import { icon } from "./icons.js";

const STYLES: readonly ActionDraft["style"][] = ["", "primary", "secondary", "danger"];

/** The buttons of the notification: rows to add, fill and take away. */
export function actionsEditor(form: Form): TemplateResult {
  const { draft, problems, change } = form;
  const { actions } = draft;
  return html`
    <fieldset class="part">
      <legend>Buttons</legend>
      ${actions.map((action, index) => row(form, action, index))}
      ${problemOf("/actions", problems["/actions"])}
      <div class="shortcuts wide">
        <button
          type="button"
          class="text-button"
          ?disabled=${actions.length >= MOST_ACTIONS}
          @click=${() => change({ actions: [...actions, nextAction(actions.length)] })}
        >
          ${icon("plus")}Add a button
        </button>
      </div>
      ${
        actions.length === 0
          ? nothing
          : textField(form, "actionGroup", {
              path: "/actionGroup",
              label: "Answer group",
              placeholder: "order 5",
              hint: "One answer for all notifications of the group",
              wide: true,
            })
      }
    </fieldset>
  `;
}

function nextAction(count: number): ActionDraft {
  return { ...emptyAction, id: `answer-${count + 1}`, label: `Answer ${count + 1}` };
}

function row(form: Form, action: ActionDraft, index: number): TemplateResult {
  const { draft, change } = form;
  const edit = (changes: Partial<ActionDraft>) =>
    change({
      actions: draft.actions.map((each, at) => (at === index ? { ...each, ...changes } : each)),
    });
  const remove = () => change({ actions: draft.actions.filter((_, at) => at !== index) });
  const ordinal = `Button ${index + 1}`;
  return html`
    <div class="action-row wide" role="group" aria-label=${ordinal}>
      ${input(form, index, "label", action.label, (label) => edit({ label }))}
      ${input(form, index, "id", action.id, (id) => edit({ id }))}
      <select
        aria-label=${`${ordinal}: style`}
        .value=${action.style}
        @change=${(event: Event) =>
          edit({ style: (event.target as HTMLSelectElement).value as ActionDraft["style"] })}
      >
        ${STYLES.map(
          (style) => html`
            <option value=${style} ?selected=${style === action.style}>
              ${style === "" ? "no style" : style}
            </option>
          `,
        )}
      </select>
      ${input(form, index, "url", action.url, (url) => edit({ url }))}
      <button
        type="button"
        class="icon-button"
        aria-label=${`Take ${ordinal.toLowerCase()} away`}
        @click=${remove}
      >
        ${icon("close")}
      </button>
    </div>
  `;
}

function input(
  { problems }: Form,
  index: number,
  field: "id" | "label" | "url",
  value: string,
  onInput: (value: string) => void,
): TemplateResult {
  const path = `/actions/${index}/${field}`;
  const problem = problems[path];
  return html`
    <div class="cell">
      <input
        type="text"
        autocomplete="off"
        placeholder=${field}
        aria-label=${`Button ${index + 1}: ${field}`}
        aria-invalid=${problem === undefined ? nothing : "true"}
        aria-describedby=${problem === undefined ? nothing : problemId(path)}
        .value=${value}
        @input=${(event: Event) => onInput((event.target as HTMLInputElement).value)}
      />
      ${problemOf(path, problem)}
    </div>
  `;
}
