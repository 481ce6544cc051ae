import { defineConfig } from "vitest/config";

export default defineConfig({
  test: { projects: ["client", "elements", "react", "service-worker", "demo"] },
});
