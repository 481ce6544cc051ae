import { spawn, spawnSync, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, open, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { freePort } from "../harness/jvm.js";

const READY_WITHIN_MS = 10_000;

/** A load balancer that Belfry has an example of. */
export interface Kind {
  readonly program: "nginx" | "haproxy";
  readonly example: string;
  readonly listens: string;
  readonly args: (config: string, folder: string) => readonly string[];
}

export const NGINX: Kind = {
  program: "nginx",
  example: "nginx.conf",
  listens: "listen 80;",
  args: (config, folder) => [
    ...["-p", folder, "-c", config, "-e", "stderr"],
    ...["-g", `daemon off; pid ${join(folder, "nginx.pid")};`],
  ],
};

export const HAPROXY: Kind = {
  program: "haproxy",
  example: "haproxy.cfg",
  listens: "bind :80",
  args: (config) => ["-db", "-f", config],
};

/** A load balancer with its example of `deploy/`, in front of nodes on loopback. */
export class Balancer {
  readonly url: string;
  readonly #process: ChildProcess;
  readonly #folder: string;

  private constructor(url: string, process: ChildProcess, folder: string) {
    this.url = url;
    this.#process = process;
    this.#folder = folder;
  }

  static async start(kind: Kind, nodes: readonly string[]): Promise<Balancer> {
    if (spawnSync(kind.program, ["-v"]).error !== undefined) {
      throw new Error(`${kind.program} is missing: apt-get install nginx-light haproxy`);
    }
    const port = await freePort();
    const folder = await mkdtemp(join(tmpdir(), `belfry-${kind.program}-`));
    const config = join(folder, kind.example);
    await writeFile(config, await exampleFor(kind, port, nodes));
    // A file, not a pipe: nginx opens /dev/stdout by its name.
    const log = await open(join(folder, "log"), "w");
    const process = spawn(kind.program, kind.args(config, folder), {
      stdio: ["ignore", log.fd, log.fd],
    });
    await log.close();
    const balancer = new Balancer(`http://127.0.0.1:${port}`, process, folder);
    await balancer.#ready();
    return balancer;
  }

  async dispose(): Promise<void> {
    if (this.#process.exitCode === null) {
      const ended = once(this.#process, "exit");
      this.#process.kill("SIGTERM");
      await ended;
    }
    await rm(this.#folder, { recursive: true, force: true });
  }

  async #ready(): Promise<void> {
    const deadline = Date.now() + READY_WITHIN_MS;
    while (Date.now() < deadline && this.#process.exitCode === null) {
      const answer = await fetch(`${this.url}/openapi.yaml`).catch(() => undefined);
      if (answer?.ok === true) {
        return;
      }
      await pause(50);
    }
    const said = await readFile(join(this.#folder, "log"), "utf8");
    await this.dispose();
    throw new Error(`the load balancer did not become ready; it said:\n${said}`);
  }
}

/** The example as it is, but for where it listens and who is behind it. */
async function exampleFor(kind: Kind, port: number, nodes: readonly string[]): Promise<string> {
  const file = new URL(`../../../../../../deploy/${kind.example}`, import.meta.url);
  const changes = [
    [kind.listens, kind.listens.replace(/\S*80/, `127.0.0.1:${port}`)],
    ...nodes.flatMap((node, index) => {
      const there = `172.28.0.1${index + 1}:3000`;
      return [
        [there, node],
        [there.replaceAll(".", "\\."), node.replaceAll(".", "\\.")],
      ];
    }),
  ] as [string, string][];
  const example = await readFile(fileURLToPath(file), "utf8");
  return changes.reduce((text, [from, to]) => text.replaceAll(from, to), example);
}
