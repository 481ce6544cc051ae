import { after, afterEach, before } from "node:test";
import { ClientsServer } from "./clients-server.js";
import { StockClient, type Version } from "./stock.js";

/** What a client may be told on its way, besides how to travel. */
export interface Options {
  readonly path?: string;
  readonly query?: Readonly<Record<string, string>>;
  readonly auth?: Readonly<Record<string, string>>;
  readonly extraHeaders?: Readonly<Record<string, string>>;
  readonly forceBase64?: boolean;
}

/** A version and a way to travel, with which a case makes its clients. */
export class Traveller {
  readonly version: Version;
  readonly #transports: readonly string[];
  readonly #url: () => string;
  readonly #made: StockClient[];

  constructor(
    version: Version,
    transports: readonly string[],
    url: () => string,
    made: StockClient[],
  ) {
    this.version = version;
    this.#transports = transports;
    this.#url = url;
    this.#made = made;
  }

  /** A client that is on its way. */
  make({ path = "", ...options }: Options = {}): StockClient {
    const socket = this.version.connect(this.#url() + path, {
      forceNew: true,
      transports: [...this.#transports],
      reconnectionDelay: 50,
      reconnectionDelayMax: 200,
      ...options,
    });
    const client = new StockClient(socket);
    this.#made.push(client);
    return client;
  }

  /** A client that is connected, and upgraded where it may upgrade. */
  async open(options: Options = {}): Promise<StockClient> {
    const client = this.make(options);
    await client.hears("connect");
    await client.travelsBy(this.#transports.at(-1) ?? "");
    return client;
  }

  /** A client on the connection of another, on its way to a namespace. */
  beside(client: StockClient, namespace: string): StockClient {
    const other = new StockClient(client.socket.io.socket(namespace));
    this.#made.push(other);
    return other;
  }
}

/** One server for the tests of the whole file, and clients that are closed after each test. */
export class Fixture {
  #server: ClientsServer | undefined;
  readonly #made: StockClient[] = [];

  constructor() {
    before(async () => {
      this.#server = await ClientsServer.start();
    });
    afterEach(() => this.#made.splice(0).forEach(({ socket }) => socket.disconnect()));
    after(() => this.#server?.kill());
  }

  get server(): ClientsServer {
    if (this.#server === undefined) {
      throw new Error("the server is not started yet");
    }
    return this.#server;
  }

  traveller(version: Version, transports: readonly string[]): Traveller {
    return new Traveller(version, transports, () => this.server.url, this.#made);
  }
}
