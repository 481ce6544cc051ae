import { join } from "node:path";
import { defineConfig } from "vitest/config";
import { stylesTogether } from "./bundle/styles-together.js";
import { terseCode } from "./bundle/terse-code.js";
import { terseTemplates } from "./bundle/terse-templates.js";

const entry = join(import.meta.dirname, "src/belfry.ts");

/** What takes the place of parts of libraries, of which a page needs less. */
const smaller = [
  { find: /^\.\/(?:transports\/)?webtransport\.js$/, replacement: inBundle("no-webtransport.ts") },
  { find: "engine.io-parser", replacement: inBundle("text-frames.ts") },
  { find: "socket.io-parser", replacement: inBundle("text-packets.ts") },
];

/** Everything that a page needs, as the one file that it names. */
export default defineConfig(({ command }) => ({
  plugins: [stylesTogether(entry), terseTemplates(), terseCode()],
  resolve: {
    alias: command === "build" ? smaller : [],
  },
  build: {
    target: "es2022",
    outDir: "dist/page",
    modulePreload: false,
    rolldownOptions: {
      input: entry,
      preserveEntrySignatures: "strict",
      output: { entryFileNames: "belfry.js" },
    },
  },
  test: { include: ["test/**/*.test.ts"] },
}));

function inBundle(file: string): string {
  return join(import.meta.dirname, "bundle", file);
}
