import type { Plugin } from "vite";

/** Takes out of templates and style sheets what only their readers need: comments and indentation. */
export function terseTemplates(): Plugin {
  return {
    name: "terse-templates",
    enforce: "pre",
    apply: "build",
    transform(code, id) {
      if (!/\/src\/.*\.ts$/.test(id)) {
        return undefined;
      }
      return code
        .replaceAll(/\bcss`([^`$\\]*)`/g, (_, css: string) => `css\`${terse(css)}\``)
        .replaceAll(/\n\s+(?=[<>\w@.?$/])/g, "\n");
    },
  };
}

function terse(css: string): string {
  return css
    .replaceAll(/\/\*.*?\*\//gs, "")
    .replaceAll(/\s+/g, " ")
    .replaceAll(/ ?([{};,>]) ?/g, "$1")
    .replaceAll(/: /g, ":")
    .replaceAll(/;}/g, "}")
    .trim();
}
