import { html, type TemplateResult } from "lit";
import { BelfryElement } from "../element.js";
import { controls } from "../styles/controls.js";
import { theme } from "../styles/theme.js";

/** What a user wants to hear of, when, and how loudly. */
export class BelfryPreferences extends BelfryElement {
  static override styles = [theme, controls];

  protected override render(): TemplateResult {
    return html``;
  }
}
