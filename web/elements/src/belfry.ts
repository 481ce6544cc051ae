/** What `belfry.js` is: the elements, and the server that it came from as that of the page. */
import { setServer } from "./session/registry.js";

export * from "./index.js";

setServer(new URL(import.meta.url).origin);
