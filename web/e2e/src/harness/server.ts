import { randomBytes } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Notification } from "@belfry/client";
import { belfryJar } from "./java.js";
import { Jvm, freePort } from "./jvm.js";
import { userToken } from "./jwt.js";

export type Mode = "serve" | "dev" | "demo";

/** Settings by the names of their environment variables. */
export type Settings = Readonly<Record<string, string>>;

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
  readonly #jvm: Jvm;

  private constructor(mode: Mode, port: number, data: string, settings: Settings) {
    this.#mode = mode;
    this.#port = port;
    this.#data = data;
    this.url = `http://127.0.0.1:${port}`;
    this.#jvm = new Jvm({
      args: ["-jar", belfryJar(), ...this.#arguments()],
      env: { ...settings, BELFRY_JWT_SECRET: this.#secret, BELFRY_API_KEY: this.#apiKey },
      probe: `${this.url}/health/ready`,
      ready: (response) => response.ok,
    });
  }

  /** Starts one and waits until it says that it is ready. */
  static async start(mode: Mode = "serve", settings: Settings = {}): Promise<Server> {
    const data = await mkdtemp(join(tmpdir(), "belfry-e2e-"));
    const server = new Server(mode, await freePort(), data, settings);
    await server.startAgain();
    return server;
  }

  /** Starts after `stop` or `kill`, on the same port and the same data. */
  async startAgain(): Promise<void> {
    await this.#jvm.start();
  }

  /** Ends it, takes its data away and starts it: another server at the same address. */
  async startEmpty(): Promise<void> {
    await this.stop();
    await rm(this.#data, { recursive: true, force: true });
    await this.startAgain();
  }

  /** Ends it in good order, by SIGTERM. */
  async stop(): Promise<void> {
    await this.#jvm.end("SIGTERM");
  }

  /** Ends it at once, by SIGKILL. */
  async kill(): Promise<void> {
    await this.#jvm.end("SIGKILL");
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
}
