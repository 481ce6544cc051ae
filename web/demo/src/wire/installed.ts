import { Tap } from "./tap.js";

/** The tap of this page. Import it before anything that makes a client. */
export const tap = Tap.install();
