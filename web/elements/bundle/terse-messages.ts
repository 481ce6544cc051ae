import type { Plugin } from "vite";

/** A long text, perhaps around a value. */
const LONG_MESSAGE = /\bError\((?:"[^"\\]{30,}"(?:\+\w+\+"[^"\\]*")?|'[^'\\]{30,}')\)/g;

/** Takes long messages out of errors of libraries, which tell developers what they do wrong. */
export function terseMessages(): Plugin {
  return {
    name: "terse-messages",
    apply: "build",
    transform(code, id) {
      return id.includes("/node_modules/") ? code.replaceAll(LONG_MESSAGE, "Error()") : undefined;
    },
  };
}
