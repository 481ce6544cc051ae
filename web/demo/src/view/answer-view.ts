import { html, nothing, type TemplateResult } from "lit";
import type { Answer } from "../backend.js";
import type { Outcome } from "../sending/outcome.js";
import type { Problems } from "../sending/request.js";
import { jsonView } from "./json.js";

/**
 * What a send was answered by, in a sentence and as it came.
 *
 * @param unplaced what is wrong with fields that the form does not have
 */
export function answerView(
  answer: Answer | undefined,
  outcome: Outcome | undefined,
  unplaced: Problems,
): TemplateResult {
  return html`
    <div class="answer" data-tone=${outcome?.tone ?? "none"}>
      <div role="status">
        ${
          answer === undefined || answer.status === 0
            ? nothing
            : html`<p class="result">${answer.status} in ${answer.tookMs} ms</p>`
        }
        ${outcome === undefined ? nothing : html`<p class="said">${outcome.text}</p>`}
      </div>
      ${
        Object.keys(unplaced).length === 0
          ? nothing
          : html`<ul class="problems">
              ${Object.entries(unplaced).map(
                ([path, message]) => html`<li><code>${path}</code> ${message}</li>`,
              )}
            </ul>`
      }
      ${
        answer?.body === undefined
          ? nothing
          : html`<details class="body">
              <summary>The answer</summary>
              <pre tabindex="0" aria-label="The JSON of the answer">${jsonView(answer.body)}</pre>
            </details>`
      }
    </div>
  `;
}
