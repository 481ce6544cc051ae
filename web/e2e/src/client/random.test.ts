import assert from "node:assert/strict";
import { it } from "node:test";
import { someone } from "../harness/fixture.js";
import { Choices } from "../sync/random.js";
import { Doings, type Member } from "./doings.js";
import { describeClient } from "./fixture.js";

const DEVICES = 4;
const ROUNDS = 4;
const STEPS = 75;

const WINDOW = 8;

/** So little that what devices missed is often more, and that older ones are left on the server. */
const SETTINGS = {
  BELFRY_SOCKET_WINDOW: String(WINDOW),
  BELFRY_RETENTION_COUNT: "20",
  BELFRY_RETENTION_TOMBSTONES: "5",
};

describeClient(
  "several devices",
  (fixture) => {
    it("all equal the server's own snapshot after random doings, with and without connection", async (t) => {
      const choices = new Choices(Number(process.env["SEED"] ?? Date.now() % 1_000_000));
      t.diagnostic(`SEED=${choices.seed}`);
      const user = someone();
      const members: Member[] = [];
      for (let index = 0; index < DEVICES; index += 1) {
        const wire = await fixture.wire();
        members.push({ wire, live: await fixture.open(user, { url: wire.url }).connected() });
      }
      const doings = new Doings(choices, fixture.server, user, members);

      for (let round = 0; round < ROUNDS; round += 1) {
        for (let step = 0; step < STEPS; step += 1) {
          await doings.next();
        }
        members[round % DEVICES]?.wire.cut();
        await doings.burst(WINDOW + 1);
        members.forEach(({ wire }) => wire.mend());
        for (const { live } of members) {
          await live.assertEqualsSnapshot();
        }
      }

      for (const { live } of members) {
        const twice = [...live.toasts].filter(([, times]) => times > 1).map(([id]) => id);
        assert.deepEqual(
          twice.filter((id) => !doings.speakAgain.has(id)),
          [],
        );
      }
    });
  },
  SETTINGS,
);
