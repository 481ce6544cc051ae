import { afterEach } from "node:test";
import type { ClientOptions } from "@belfry/client";
import { describeWithServer, type Fixture } from "../harness/fixture.js";
import type { Settings } from "../harness/server.js";
import { Wire } from "../harness/wire.js";
import { LiveClient } from "./live-client.js";

/** What a test of the client has: a server, wires that can be cut, and clients. */
export interface ClientFixture extends Fixture {
  open(user: string, options?: Partial<ClientOptions>): LiveClient;
  wire(): Promise<Wire>;
  /** Sends one notification for each title, one after the other. */
  send(to: string, ...titles: readonly string[]): Promise<void>;
}

/** A group of tests over a server of their own; what they open is closed after each. */
export function describeClient(
  name: string,
  tests: (fixture: ClientFixture) => void,
  settings: Settings = {},
): void {
  const withServer = (fixture: Fixture) => {
    const open: { close(): unknown }[] = [];
    afterEach(async () => {
      for (const each of open.splice(0).reverse()) {
        await each.close();
      }
    });
    tests({
      clients: fixture.clients,
      get server() {
        return fixture.server;
      },
      open(user, options) {
        const live = new LiveClient(fixture.server, user, options);
        open.push(live.client);
        return live;
      },
      async wire() {
        const wire = await Wire.to(fixture.server.url);
        open.push(wire);
        return wire;
      },
      async send(to, ...titles) {
        for (const title of titles) {
          await fixture.server.send(to, { title });
        }
      },
    });
  };
  describeWithServer(name, "serve", withServer, settings);
}
