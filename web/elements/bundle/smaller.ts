import { createRequire } from "node:module";
import { join } from "node:path";
import type { Alias } from "vite";

/** What takes the place of parts of libraries, of which the script of a page needs less. */
export const smaller: Alias[] = [
  { find: /^\.\/(?:transports\/)?webtransport\.js$/, replacement: here("no-webtransport.ts") },
  {
    find: /^\.\/(?:transports\/)?polling-xhr(?:\.node)?\.js$/,
    replacement: here("polling-by-fetch.ts"),
  },
  {
    find: "engine.io-client/polling-fetch",
    replacement: within("engine.io-client", "transports/polling-fetch.js"),
  },
  { find: /^socket\.io-client$/, replacement: here("io.ts") },
  { find: "socket.io-client/manager", replacement: within("socket.io-client", "manager.js") },
  { find: "./contrib/parseuri.js", replacement: here("address.ts") },
  { find: /^\.\.?\/globals\.node\.js$/, replacement: here("globals.ts") },
  { find: "@socket.io/component-emitter", replacement: here("emitter.ts") },
  { find: "engine.io-parser", replacement: here("text-frames.ts") },
  { find: "socket.io-parser", replacement: here("text-packets.ts") },
];

/** A file that a library does not export by itself. */
function within(library: string, file: string): string {
  const manifest = createRequire(import.meta.url).resolve(`${library}/package.json`);
  return join(manifest, "..", "build/esm", file);
}

function here(file: string): string {
  return join(import.meta.dirname, file);
}
