/**
 * What `belfry.js` is: the elements, and the server that it came from as that of the page. The bell
 * does not wait for the preferences, which few people open.
 */
import { setServer } from "./session/registry.js";

export * from "./elements.js";

setServer(new URL(import.meta.url).origin);
void import("./belfry-preferences.js");
