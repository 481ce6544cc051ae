import { spawn, type ChildProcess } from "node:child_process";
import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { createServer, type AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import type { Notification } from "../../../demo/src/inbox.js";
import { belfryJar, java } from "./java.js";
import { userToken } from "./jwt.js";

const READY_WITHIN_MS = 30_000;
const ASK_EVERY_MS = 50;
const KEPT_OUTPUT = 8_000;

export type Mode = "serve" | "dev" | "demo";

/** What a send carries besides its recipient. */
export interface Content {
  readonly title: string;
  readonly [field: string]: unknown;
}

/** A user's inbox as HTTP tells it. */
export interface InboxPage {
  readonly epoch: string;
  readonly seq: number;
  readonly unread: number;
  readonly unseen: number;
  readonly notifications: readonly Notification[];
}

/** A Belfry server of the test's own, in a process and a data folder of its own. */
export class Server {
  readonly url: string;
  readonly #mode: Mode;
  readonly #port: number;
  readonly #data: string;
  readonly #secret = randomBytes(32).toString("hex");
  readonly #apiKey = `key-${randomBytes(16).toString("hex")}`;
  #process: ChildProcess | undefined;
  #output = "";

  private constructor(mode: Mode, port: number, data: string) {
    this.#mode = mode;
    this.#port = port;
    this.#data = data;
    this.url = `http://127.0.0.1:${port}`;
  }

  /** Starts one and waits until it says that it is ready. */
  static async start(mode: Mode = "serve"): Promise<Server> {
    const data = await mkdtemp(join(tmpdir(), "belfry-e2e-"));
    const server = new Server(mode, await freePort(), data);
    await server.startAgain();
    return server;
  }

  /** Starts after `stop` or `kill`, on the same port and the same data. */
  async startAgain(): Promise<void> {
    const child = spawn(java(), ["-jar", belfryJar(), ...this.#arguments()], {
      env: { ...process.env, BELFRY_JWT_SECRET: this.#secret, BELFRY_API_KEY: this.#apiKey },
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

  /** Ends it in good order, by SIGTERM. */
  async stop(): Promise<void> {
    await this.#end("SIGTERM");
  }

  /** Ends it at once, by SIGKILL. */
  async kill(): Promise<void> {
    await this.#end("SIGKILL");
  }

  /** Ends it and takes its data away. */
  async dispose(): Promise<void> {
    await this.stop();
    await rm(this.#data, { recursive: true, force: true });
  }

  token(userId: string, claims: Readonly<Record<string, unknown>> = {}): string {
    return userToken(this.#secret, userId, claims);
  }

  /** A backend's call, with its API key. */
  call(method: string, path: string, body?: unknown): Promise<Response> {
    return this.#fetch(method, path, "application/json", JSON.stringify(body));
  }

  /** A backend's call with a form as its body. */
  callWithForm(path: string, fields: Readonly<Record<string, string>>): Promise<Response> {
    const form = new URLSearchParams(fields).toString();
    return this.#fetch("POST", path, "application/x-www-form-urlencoded", form);
  }

  /** Sends one notification and returns it once the server has stored it. */
  async send(to: string, content: Content): Promise<Notification> {
    const response = await this.call("POST", "/api/v1/notifications", { to, ...content });
    if (response.status !== 201) {
      throw new Error(`a send was answered by ${response.status}: ${await response.text()}`);
    }
    return (await response.json()) as Notification;
  }

  async inbox(userId: string): Promise<InboxPage> {
    const response = await this.call("GET", `/api/v1/users/${userId}/inbox?limit=1000`);
    if (!response.ok) {
      throw new Error(`the inbox was answered by ${response.status}: ${await response.text()}`);
    }
    return (await response.json()) as InboxPage;
  }

  #arguments(): string[] {
    const port = ["--port", String(this.#port)];
    switch (this.#mode) {
      case "demo":
        return ["demo", ...port];
      case "dev":
        return ["serve", "--dev", ...port, "--data", this.#data];
      case "serve":
        return ["serve", ...port, "--data", this.#data];
    }
  }

  #fetch(method: string, path: string, type: string, body: string | undefined): Promise<Response> {
    return fetch(this.url + path, {
      method,
      headers: {
        Authorization: `Bearer ${this.#apiKey}`,
        ...(body !== undefined && { "Content-Type": type }),
      },
      ...(body !== undefined && { body }),
    });
  }

  async #ready(child: ChildProcess): Promise<void> {
    const deadline = Date.now() + READY_WITHIN_MS;
    while (Date.now() < deadline && child.exitCode === null) {
      const response = await fetch(`${this.url}/health/ready`).catch(() => undefined);
      if (response?.ok === true) {
        return;
      }
      await pause(ASK_EVERY_MS);
    }
    await this.kill();
    throw new Error(`the server did not become ready; it said:\n${this.#output}`);
  }

  async #end(signal: NodeJS.Signals): Promise<void> {
    const child = this.#process;
    if (child === undefined || child.exitCode !== null || child.signalCode !== null) {
      return;
    }
    const ended = once(child, "exit");
    child.kill(signal);
    await ended;
  }
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, "127.0.0.1");
  await once(probe, "listening");
  const { port } = probe.address() as AddressInfo;
  probe.close();
  await once(probe, "close");
  return port;
}
