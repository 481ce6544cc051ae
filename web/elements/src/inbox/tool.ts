import { html, nothing, type TemplateResult } from "lit";
import { icon, type IconName } from "../icons.js";

/** How a button stands: it keeps the focus also while there is nothing to do for it. */
export interface ToolState {
  readonly disabled?: boolean;
  readonly pressed?: boolean;
}

/** A button of the line at the top. */
export function tool(
  name: string,
  label: string,
  face: IconName,
  then: () => void,
  { disabled, pressed }: ToolState = {},
): TemplateResult {
  return html`<button
    type="button"
    class="icon-button ${name}"
    title=${label}
    aria-label=${label}
    aria-pressed=${pressed ?? nothing}
    aria-disabled=${disabled ?? nothing}
    @click=${() => disabled || then()}
  >
    ${icon(face)}
  </button>`;
}
