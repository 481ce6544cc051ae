import { join } from "node:path";
import { defineConfig } from "vitest/config";
import { terseTemplates } from "./terse-templates.js";

/** Everything that a page needs, as the file that it names, and one that this one loads. */
export default defineConfig({
  plugins: [terseTemplates()],
  resolve: {
    alias: [
      {
        find: /^\.\/webtransport\.js$/,
        replacement: join(import.meta.dirname, "no-webtransport.ts"),
      },
    ],
  },
  build: {
    target: "es2022",
    outDir: "dist/page",
    lib: { entry: "src/belfry.ts", formats: ["es"], fileName: () => "belfry.js" },
    modulePreload: false,
    rolldownOptions: {
      // What both need is in the file that comes first.
      preserveEntrySignatures: "allow-extension",
      output: { minify: true, chunkFileNames: "[name].js" },
    },
  },
  test: { include: ["test/**/*.test.ts"] },
});
