import { defineConfig } from "vitest/config";

const server = "http://127.0.0.1:3000";

export default defineConfig({
  base: "/demo/",
  build: {
    target: "es2022",
    // The page's policy allows no data: addresses, so nothing may be inlined as one.
    assetsInlineLimit: 0,
    modulePreload: false,
  },
  server: {
    host: "127.0.0.1",
    proxy: {
      "/api": server,
      "/demo/config.json": server,
      "/socket.io": { target: server, ws: true },
    },
  },
  test: { include: ["test/**/*.test.ts"] },
});
