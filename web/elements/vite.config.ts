import { defineConfig } from "vitest/config";

/** Everything that a page needs, as the one file that it names. */
export default defineConfig({
  build: {
    target: "es2022",
    outDir: "dist/page",
    lib: { entry: "src/belfry.ts", formats: ["es"], fileName: () => "belfry.js" },
    rolldownOptions: { output: { minify: true } },
  },
  test: { include: ["test/**/*.test.ts"] },
});
