import { after, afterEach, before, describe } from "node:test";
import { Clients, TRANSPORTS } from "./client.js";
import { Server, type Mode, type Settings } from "./server.js";

/** What a suite's tests share: one server, and clients that are closed after each test. */
export interface Fixture {
  readonly server: Server;
  readonly clients: Clients;
}

/** A group of tests over a server of their own; the fixture is there once a test runs. */
export function describeWithServer(
  name: string,
  mode: Mode,
  tests: (fixture: Fixture) => void,
  settings: Settings = {},
): void {
  describe(name, () => {
    let server: Server | undefined;
    const clients = new Clients();
    before(async () => {
      server = await Server.start(mode, settings);
    });
    afterEach(() => clients.closeAll());
    after(async () => {
      await server?.dispose();
    });
    tests({
      clients,
      get server() {
        if (server === undefined) {
          throw new Error("the server is not started yet");
        }
        return server;
      },
    });
  });
}

/** The same tests once for each way of travelling, over one server. */
export function describeEachTransport(
  name: string,
  mode: Mode,
  tests: (fixture: Fixture, transports: readonly string[]) => void,
): void {
  describeWithServer(name, mode, (fixture) => {
    for (const [way, transports] of Object.entries(TRANSPORTS)) {
      describe(way, () => tests(fixture, transports));
    }
  });
}

let users = 0;

/** A user that no other test knows. */
export function someone(): string {
  users += 1;
  return `user-${process.pid}-${users}`;
}
