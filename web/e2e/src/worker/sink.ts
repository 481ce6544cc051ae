import { once } from "node:events";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { Conditions } from "../harness/until.js";

/** A receipt as it came in: to which path, and what it says. */
export interface Received {
  readonly path: string;
  readonly said: unknown;
  readonly cookie: string | undefined;
}

/** The server that receipts go to: of another origin than the page, which it lets call. */
export class Sink {
  readonly received: Received[] = [];
  /** What it answers; 204 is all right. */
  status = 204;
  readonly #server: Server;
  readonly #conditions = new Conditions();
  #refused = 0;

  private constructor() {
    this.#server = createServer(async (request, response) => {
      response.setHeader("Access-Control-Allow-Origin", "*");
      response.setHeader("Access-Control-Allow-Headers", "Content-Type");
      if (request.method !== "POST") {
        response.setHeader("Content-Type", "text/html").end("<!doctype html>");
        return;
      }
      const chunks = await request.toArray();
      if (this.status < 300) {
        this.received.push({
          path: request.url ?? "",
          said: JSON.parse(Buffer.concat(chunks as Buffer[]).toString()),
          cookie: request.headers.cookie,
        });
      } else {
        this.#refused += 1;
      }
      response.writeHead(this.status).end();
      this.#conditions.changed();
    });
  }

  static async start(): Promise<Sink> {
    const sink = new Sink();
    await once(sink.#server.listen(0, "127.0.0.1"), "listening");
    return sink;
  }

  /** The address of a receipt. */
  address(path: string): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}${path}`;
  }

  /** Waits until these came to a path, in this order. */
  async hears(path: string, ...said: readonly unknown[]): Promise<void> {
    const there = () => this.at(path);
    await this.#conditions.until(
      () => JSON.stringify(there()) === JSON.stringify(said),
      () => `${JSON.stringify(said)} at ${path}; there came ${JSON.stringify(there())}`,
    );
  }

  /** Waits until it has refused so many more. */
  async refuses(count: number): Promise<void> {
    await this.#conditions.until(
      () => this.#refused >= count,
      () => `${count} refusals; there were ${this.#refused}`,
    );
    this.#refused -= count;
  }

  /** What came to a path so far. */
  at(path: string): readonly unknown[] {
    return this.received.filter((each) => each.path === path).map(({ said }) => said);
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }
}
