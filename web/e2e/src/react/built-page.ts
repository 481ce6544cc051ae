import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { build, preview, type InlineConfig, type PreviewServer } from "vite";

const SOURCE = fileURLToPath(new URL("../../../../src/react/page/", import.meta.url));

/** The page as an application's own build makes it, in the mode in which effects run twice. */
export class BuiltPage {
  readonly url: string;
  readonly #server: PreviewServer;
  readonly #folder: string;

  private constructor(server: PreviewServer, folder: string) {
    this.#server = server;
    this.#folder = folder;
    this.url = server.resolvedUrls?.local[0] ?? "";
  }

  static async serve(): Promise<BuiltPage> {
    const folder = await mkdtemp(join(tmpdir(), "belfry-page-"));
    process.env["NODE_ENV"] = "development";
    const config: InlineConfig = {
      configFile: false,
      root: SOURCE,
      logLevel: "error",
      resolve: { conditions: ["browser", "module"] },
      build: { outDir: folder, emptyOutDir: true, target: "es2022", minify: false },
      preview: { host: "127.0.0.1", port: 0 },
    };
    await build(config);
    return new BuiltPage(await preview(config), folder);
  }

  async close(): Promise<void> {
    await this.#server.close();
    await rm(this.#folder, { recursive: true, force: true });
  }
}
