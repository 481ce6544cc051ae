import { minify } from "terser";
import type { Plugin } from "vite";

/** Makes code that is minified already a little smaller. */
export function terseCode(): Plugin {
  return {
    name: "terse-code",
    apply: "build",
    async generateBundle(_, bundle) {
      for (const file of Object.values(bundle)) {
        if (file.type === "chunk") {
          const { code } = await minify(file.code, {
            module: true,
            mangle: false,
            compress: {
              ecma: 2020,
              passes: 3,
              unsafe_arrows: true,
              pure_getters: true,
              keep_fargs: false,
            },
          });
          file.code = code ?? file.code;
        }
      }
    },
  };
}
