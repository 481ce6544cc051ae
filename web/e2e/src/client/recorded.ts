import { fileURLToPath } from "node:url";

/** The recording over which the client's unit tests lay its reducer. */
export const RECORDED = fileURLToPath(
  new URL("../../../../../client/test/recorded/inbox.json", import.meta.url),
);
