import { html, type TemplateResult } from "lit";
import { BelfryElement } from "../element.js";
import { controls } from "../styles/controls.js";
import { theme } from "../styles/theme.js";

/** What arrives, for a moment, above everything else of the page. */
export class BelfryToasts extends BelfryElement {
  static override styles = [theme, controls];

  protected override render(): TemplateResult {
    return html``;
  }
}
