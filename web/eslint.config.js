import { defineConfig, globalIgnores } from "eslint/config";
import { configs } from "typescript-eslint";

export default defineConfig(globalIgnores(["**/dist/"]), ...configs.strict, {
  rules: { eqeqeq: "error", "no-console": "error" },
});
