import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { createServer, type AddressInfo } from "node:net";
import { setTimeout as pause } from "node:timers/promises";
import { java } from "./java.js";

const READY_WITHIN_MS = 30_000;
const ASK_EVERY_MS = 50;
const KEPT_OUTPUT = 8_000;

/** How a server in a JVM is started, and how one sees that it is ready. */
export interface Start {
  readonly args: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  readonly probe: string;
  readonly ready: (response: Response) => boolean;
}

/** A server in a JVM of its own, which can be ended and started again. */
export class Jvm {
  readonly #start: Start;
  #process: ChildProcess | undefined;
  #output = "";

  constructor(start: Start) {
    this.#start = start;
  }

  /** Starts it and waits until it says that it is ready. */
  async start(): Promise<void> {
    const child = spawn(java(), this.#start.args, {
      env: { ...process.env, ...this.#start.env },
      stdio: ["ignore", "pipe", "pipe"],
    });
    this.#process = child;
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding("utf8").on("data", (text: string) => {
        this.#output = (this.#output + text).slice(-KEPT_OUTPUT);
      });
    }
    await this.#ready(child);
  }

  /** Ends it by a signal and waits until it is gone. */
  async end(signal: NodeJS.Signals): Promise<void> {
    const child = this.#process;
    if (child === undefined || child.exitCode !== null || child.signalCode !== null) {
      return;
    }
    const ended = once(child, "exit");
    child.kill(signal);
    await ended;
  }

  async #ready(child: ChildProcess): Promise<void> {
    const deadline = Date.now() + READY_WITHIN_MS;
    while (Date.now() < deadline && child.exitCode === null) {
      const response = await fetch(this.#start.probe).catch(() => undefined);
      if (response !== undefined && this.#start.ready(response)) {
        return;
      }
      await pause(ASK_EVERY_MS);
    }
    await this.end("SIGKILL");
    throw new Error(`the server did not become ready; it said:\n${this.#output}`);
  }
}

/** A port of loopback that nothing listens on now. */
export async function freePort(): Promise<number> {
  const probe = createServer().listen(0, "127.0.0.1");
  await once(probe, "listening");
  const { port } = probe.address() as AddressInfo;
  probe.close();
  await once(probe, "close");
  return port;
}
