import { join } from "node:path";
import { defineConfig } from "vitest/config";
import { compressed } from "./bundle/compressed.js";
import { languagesInOrder } from "./bundle/languages-in-order.js";
import { smaller } from "./bundle/smaller.js";
import { stylesTogether } from "./bundle/styles-together.js";
import { terseCode } from "./bundle/terse-code.js";
import { terseMessages } from "./bundle/terse-messages.js";
import { terseTemplates } from "./bundle/terse-templates.js";

const entry = join(import.meta.dirname, "src/belfry.ts");

/** Everything that a page needs, as the one file that it names. */
export default defineConfig(({ command }) => ({
  plugins: [
    languagesInOrder(["de", "ar", "ja"]),
    stylesTogether(entry),
    terseMessages(),
    terseTemplates(),
    terseCode(),
    compressed(),
  ],
  resolve: { alias: command === "build" ? smaller : [] },
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
