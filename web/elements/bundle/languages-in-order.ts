import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Plugin } from "vite";
import { written, type Texts } from "./in-order.js";

/** Writes all languages but English without the names of their texts, which these share with it. */
export function languagesInOrder(languages: readonly string[]): Plugin {
  return {
    name: "languages-in-order",
    apply: "build",
    enforce: "pre",
    transform(code, id) {
      const language = languages.find((each) => id.endsWith(`/src/strings/${each}.ts`));
      if (language === undefined) {
        return undefined;
      }
      const english = textsIn(readFileSync(join(id, "../en.ts"), "utf8"));
      const reader = join(import.meta.dirname, "in-order.ts");
      return `import { en } from "./en.js";
        import { inOrder } from ${JSON.stringify(reader)};
        export const ${language} = inOrder(en, ${JSON.stringify(written(english, textsIn(code)))});`;
    },
  };
}

/** The object that a file of strings exports. */
function textsIn(code: string): Texts {
  const object = code.slice(code.indexOf("= {") + 1, code.lastIndexOf("}") + 1);
  return new Function(`return ${object}`)() as Texts;
}
