import { html, type TemplateResult } from "lit";
import { jsonText, tokensOf } from "./json-text.js";

/** A value to read. */
export function jsonView(value: unknown): TemplateResult {
  const tokens = tokensOf(jsonText(value, 2));
  return html`<code class="json"
    >${tokens.map(({ kind, text }) => html`<span class=${kind}>${text}</span>`)}</code
  >`;
}
