import type { Plugin } from "vite";

/** Takes long messages out of errors of libraries, which tell developers what they do wrong. */
export function terseMessages(): Plugin {
  return {
    name: "terse-messages",
    apply: "build",
    transform(code, id) {
      return id.includes("/node_modules/")
        ? code.replaceAll(/\bError\((?:"[^"\\]{60,}"|'[^'\\]{60,}')\)/g, "Error()")
        : undefined;
    },
  };
}
