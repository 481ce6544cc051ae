import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { belfryJar } from "../harness/java.js";
import { Jvm, freePort } from "../harness/jvm.js";

/** One of several Belfry servers that believe the same tokens. */
export class Node {
  readonly address: string;
  readonly #url: string;
  readonly #data: string;
  readonly #jvm: Jvm;

  private constructor(port: number, data: string, secret: string) {
    this.address = `127.0.0.1:${port}`;
    this.#url = `http://${this.address}`;
    this.#data = data;
    this.#jvm = new Jvm({
      args: ["-jar", belfryJar(), "serve", "--port", String(port), "--data", data],
      env: {
        BELFRY_JWT_SECRET: secret,
        BELFRY_SOCKET_COOKIE: "belfry",
        BELFRY_HTTP_TRUSTED_PROXIES: "127.0.0.1/32",
        BELFRY_STOP_NOTICE: "2s",
        // What a client gave up is not counted for long.
        BELFRY_SOCKET_PING_INTERVAL: "1s",
        BELFRY_SOCKET_PING_TIMEOUT: "2s",
      },
      probe: `${this.#url}/health/ready`,
      ready: (response) => response.ok,
    });
  }

  static async start(secret: string): Promise<Node> {
    const data = await mkdtemp(join(tmpdir(), "belfry-node-"));
    const node = new Node(await freePort(), data, secret);
    await node.startAgain();
    return node;
  }

  startAgain(): Promise<void> {
    return this.#jvm.start();
  }

  /** Lets it drain; done when it has ended. */
  drain(): Promise<void> {
    return this.#jvm.end("SIGTERM");
  }

  /** How many sockets it has. */
  async sockets(): Promise<number> {
    const metrics = await (await fetch(`${this.#url}/metrics`)).text();
    return Number(/^belfry_socket_connections (\S+)$/m.exec(metrics)?.[1]);
  }

  async isReady(): Promise<boolean> {
    return (await fetch(`${this.#url}/health/ready`)).ok;
  }

  async dispose(): Promise<void> {
    await this.#jvm.end("SIGKILL");
    await rm(this.#data, { recursive: true, force: true });
  }
}
