import { BelfryBell } from "./bell/bell.js";
import { define } from "./define.js";
import { BelfryInbox } from "./inbox/inbox.js";
import { BelfryPreferences } from "./preferences/preferences.js";
import { BelfryToasts } from "./toasts/toasts.js";

export * from "@belfry/client";
export type { ToastPosition } from "./bell/bell.js";
export { BelfryElement } from "./element.js";
export type { RenderItem } from "./inbox/custom-item.js";
export type { Tab } from "./inbox/tabs.js";
export type { Destination } from "./navigation.js";
export { connect } from "./session/registry.js";
export type { Plural, Strings } from "./strings/strings.js";
export { setStrings } from "./strings/words.js";
export { BelfryBell, BelfryInbox, BelfryPreferences, BelfryToasts };

define("belfry-bell", BelfryBell);
define("belfry-inbox", BelfryInbox);
define("belfry-toasts", BelfryToasts);
define("belfry-preferences", BelfryPreferences);

declare global {
  interface HTMLElementTagNameMap {
    "belfry-bell": BelfryBell;
    "belfry-inbox": BelfryInbox;
    "belfry-preferences": BelfryPreferences;
    "belfry-toasts": BelfryToasts;
  }
}
