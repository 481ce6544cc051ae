import { html, type TemplateResult } from "lit";
import { BelfryElement } from "../element.js";
import { controls } from "../styles/controls.js";
import { theme } from "../styles/theme.js";

/** The list of a user's notifications. */
export class BelfryInbox extends BelfryElement {
  static override styles = [theme, controls];

  protected override render(): TemplateResult {
    return html``;
  }
}
