import { html, type TemplateResult } from "lit";
import { held } from "./held.js";

/** One of some choices; it keeps the focus while nobody can change it. */
export function selectOf(
  label: string,
  choices: readonly (readonly [value: string, label: string])[],
  chosen: string,
  choose: (value: string) => void,
  isLocked = false,
): TemplateResult {
  return html`<select
    class="field"
    aria-label=${label}
    aria-disabled=${isLocked}
    ?data-chosen=${chosen !== ""}
    @change=${({ target }: Event) => choose((target as HTMLSelectElement).value)}
  >
    ${choices.map(
      ([value, text]) =>
        html`<option value=${value} ?disabled=${isLocked} .selected=${held(value === chosen)}>
          ${text}
        </option>`,
    )}
  </select>`;
}
