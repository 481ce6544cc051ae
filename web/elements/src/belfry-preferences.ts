import { define } from "./define.js";
import { BelfryPreferences } from "./preferences/preferences.js";

export { BelfryPreferences };

define("belfry-preferences", BelfryPreferences);

declare global {
  interface HTMLElementTagNameMap {
    "belfry-preferences": BelfryPreferences;
  }
}
