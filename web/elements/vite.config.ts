import { defineConfig } from "vitest/config";
import { terseTemplates } from "./terse-templates.js";

/** Everything that a page needs, as the one file that it names. */
export default defineConfig({
  plugins: [terseTemplates()],
  build: {
    target: "es2022",
    outDir: "dist/page",
    lib: { entry: "src/belfry.ts", formats: ["es"], fileName: () => "belfry.js" },
    rolldownOptions: { output: { minify: true } },
  },
  test: { include: ["test/**/*.test.ts"] },
});
