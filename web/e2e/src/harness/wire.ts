import { connect, createServer, type AddressInfo, type Server, type Socket } from "node:net";

/** The network between a client and a server, which can be cut, or go silent. */
export class Wire {
  readonly #server: Server;
  readonly #pairs = new Set<readonly [Socket, Socket]>();
  #isCut = false;
  #accepted = 0;

  private constructor(server: Server) {
    this.#server = server;
  }

  /** Leads to the server at `url`. */
  static async to(url: string): Promise<Wire> {
    const port = Number(new URL(url).port);
    const server = createServer();
    const wire = new Wire(server);
    server.on("connection", (near) => wire.#join(near, port));
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    return wire;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  /** How many connections it has carried. */
  get accepted(): number {
    return this.#accepted;
  }

  /** Ends all connections, and lets none in. */
  cut(): void {
    this.#isCut = true;
    for (const pair of this.#pairs) {
      for (const socket of pair) {
        socket.destroy();
      }
    }
  }

  /** Lets connections in again. */
  mend(): void {
    this.#isCut = false;
  }

  /** Carries nothing any more over the connections that there are, and tells nobody. */
  silence(): void {
    for (const [near, far] of this.#pairs) {
      near.unpipe(far);
      far.unpipe(near);
      near.resume();
      far.resume();
    }
  }

  /** Carries what is said to the server, over the connections that there are, and no answers. */
  silenceServer(): void {
    for (const [near, far] of this.#pairs) {
      far.unpipe(near);
      far.resume();
    }
  }

  close(): void {
    this.cut();
    this.#server.close();
  }

  #join(near: Socket, port: number): void {
    if (this.#isCut) {
      near.destroy();
      return;
    }
    this.#accepted += 1;
    const far = connect(port, "127.0.0.1");
    const pair = [near, far] as const;
    this.#pairs.add(pair);
    near.pipe(far).pipe(near);
    for (const socket of pair) {
      socket.on("error", () => {});
      socket.on("close", () => {
        this.#pairs.delete(pair);
        near.destroy();
        far.destroy();
      });
    }
  }
}
