import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { TRANSPORTS } from "../harness/client.js";
import { CONNECTION_CASES, PROTOCOL_4_CASES, PROTOCOL_5_CASES } from "./connection-cases.js";
import { DATA_CASES } from "./data-cases.js";
import { Fixture } from "./fixture.js";
import { VERSIONS } from "./stock.js";

describe("stock clients", () => {
  const fixture = new Fixture();
  const travellers = VERSIONS.flatMap((version) =>
    Object.entries(TRANSPORTS).map(([way, transports]) => ({
      name: `${version.name}, ${way}`,
      traveller: fixture.traveller(version, transports),
    })),
  );

  for (const { name, traveller } of travellers) {
    const own = traveller.version.protocol === 4 ? PROTOCOL_4_CASES : PROTOCOL_5_CASES;
    describe(name, () => {
      for (const [title, run] of Object.entries({ ...DATA_CASES, ...CONNECTION_CASES, ...own })) {
        it(title, () => run(traveller));
      }
    });
  }

  describe("all of them together", () => {
    const openAll = () => Promise.all(travellers.map(({ traveller }) => traveller.open()));

    it("hear the same broadcast", async () => {
      const clients = await openAll();
      await Promise.all(clients.map((client) => client.ask("enter", "all")));
      clients[0]?.socket.emit("tell", "all", { text: "ü" }, Buffer.from([1, 2]));
      for (const client of clients) {
        assert.deepEqual(await client.hears("told"), [[{ text: "ü" }, Buffer.from([1, 2])]]);
      }
    });

    it("come back after the server did", async () => {
      const clients = await openAll();
      await fixture.server.kill();
      await Promise.all(clients.map((client) => client.hears("disconnect")));
      await fixture.server.startAgain();
      for (const client of clients) {
        await client.hears("connect", 2);
        assert.deepEqual(await client.ask("echo", "again"), ["again"]);
      }
    });
  });
});
