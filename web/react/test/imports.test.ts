import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, resolve } from "node:path";
import { preProcessFile } from "typescript";
import { describe, expect, it } from "vitest";

const { resolve: find } = createRequire(import.meta.url);

/** The packages that a built entry asks for, by itself or by whatever of its own files it needs. */
function packagesOf(entry: string): ReadonlySet<string> {
  const packages = new Set<string>();
  const seen = new Set([entry]);
  for (const file of seen) {
    const { importedFiles } = preProcessFile(readFileSync(file, "utf8"));
    for (const { fileName: name } of importedFiles) {
      if (name.startsWith(".")) {
        seen.add(resolve(dirname(file), name));
      } else {
        packages.add(/^(@[^/]+\/)?[^/]+/.exec(name)?.[0] ?? name);
      }
    }
  }
  return packages;
}

describe("the hooks", () => {
  it("need nothing but React and the client, which needs no page", () => {
    const { dependencies } = JSON.parse(
      readFileSync(resolve(dirname(find("@belfry/client")), "../package.json"), "utf8"),
    ) as { readonly dependencies: Readonly<Record<string, string>> };

    expect(packagesOf(find("@belfry/react"))).toEqual(new Set(["react", "@belfry/client"]));
    expect(packagesOf(find("@belfry/client"))).toEqual(new Set(Object.keys(dependencies)));
    expect(Object.keys(dependencies)).toEqual(["idb-keyval", "socket.io-client"]);
  });
});
