import assert from "node:assert/strict";
import { it } from "node:test";
import { someone } from "../harness/fixture.js";
import type { Wire } from "../harness/wire.js";
import { Choices } from "../sync/random.js";
import { describeClient } from "./fixture.js";
import type { LiveClient } from "./live-client.js";

const STEPS = 200;

interface Member {
  readonly live: LiveClient;
  readonly wire: Wire;
}

describeClient("several devices", (fixture) => {
  it("all equal the inbox after random doings, with and without connection", async (t) => {
    const choices = new Choices(Number(process.env["SEED"] ?? Date.now() % 1_000_000));
    t.diagnostic(`SEED=${choices.seed}`);
    const user = someone();
    const members: Member[] = [];
    for (let index = 0; index < 4; index += 1) {
      const wire = await fixture.wire();
      members.push({ wire, live: await fixture.open(user, { url: wire.url }).connected() });
    }

    for (let step = 0; step < STEPS; step += 1) {
      await doSomething(choices, user, members);
    }

    for (const { wire } of members) {
      wire.mend();
    }
    for (const { live } of members) {
      await live.settled();
    }
    for (const { live } of members) {
      await live.assertEqualsServer();
      assert.deepEqual(
        [...live.toasts].filter(([, times]) => times > 1),
        [],
      );
    }
  });

  async function doSomething(
    choices: Choices,
    user: string,
    members: readonly Member[],
  ): Promise<void> {
    const member = choices.one(members);
    assert.ok(member);
    const { client } = member.live;
    const id = choices.one([...member.live.inbox.notifications.keys()]);
    const doing = choices.below(14);
    if (doing < 4 || id === undefined) {
      await fixture.server.send(user, { title: `Step ${doing}` });
    } else if (doing === 4) {
      member.wire.cut();
    } else if (doing < 7) {
      member.wire.mend();
    } else {
      const doings = [
        () => client.markRead(id),
        () => client.markUnread(id),
        () => client.markAllRead(),
        () => client.markSeen(),
        () => client.delete(id),
        () => client.archive(id, choices.below(2) === 0),
        () => client.snooze(id, choices.below(2) === 0 ? null : Date.now() + 3_600_000),
      ];
      // Without waiting for it; what another device has deleted is refused.
      doings[doing - 7]?.().catch(() => {});
    }
  }
});
