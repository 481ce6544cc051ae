import { readdirSync } from "node:fs";
import { join } from "node:path";
import type { Plugin } from "vite";

/** Puts all style sheets side by side in the script, where what is alike in them compresses better. */
export function stylesTogether(entry: string): Plugin {
  return {
    name: "styles-together",
    apply: "build",
    transform(code, id) {
      if (id !== entry) {
        return undefined;
      }
      const folder = join(entry, "..");
      const sheets = readdirSync(folder, { recursive: true, encoding: "utf8" })
        .filter((path) => /(?:-styles|^styles\/.*)\.ts$/.test(path))
        .sort();
      return sheets.map((path) => `import "./${path}";\n`).join("") + code;
    },
  };
}
