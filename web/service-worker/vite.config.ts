import { defineConfig } from "vitest/config";

/** A classic script, as a page's own worker can `importScripts` it. */
export default defineConfig({
  build: {
    target: "es2022",
    lib: {
      entry: "src/belfry-sw.ts",
      formats: ["iife"],
      name: "belfry",
      fileName: () => "belfry-sw.js",
    },
  },
  test: { include: ["test/**/*.test.ts"] },
});
