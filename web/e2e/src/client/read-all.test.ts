import assert from "node:assert/strict";
import { it } from "node:test";
import { someone } from "../harness/fixture.js";
import { describeClient } from "./fixture.js";

/** More than a server does at once for one socket. */
const MANY = 250;

describeClient(
  "reading all",
  (fixture) => {
    it("without a connection is done later, however many, and so is what is done after it", async () => {
      const ann = someone();
      const notifications = Array.from({ length: MANY }, (_, index) => ({
        to: ann,
        title: `No. ${index}`,
      }));
      await fixture.server.call("POST", "/api/v1/notifications/batch", { notifications });
      const wire = await fixture.wire();
      const live = await fixture.open(ann, { url: wire.url }).connected();
      await live.client.loadOlder(MANY);
      assert.equal(live.unread.length, MANY);
      wire.cut();
      await live.until(() => live.client.state.status !== "connected", "the cut");

      const done = [live.client.markAllRead(), live.client.markUnread(live.idOf("No. 7"))];
      await fixture.send(ann, "Since");
      wire.mend();

      await Promise.all(done);
      await live.assertEqualsServer();
      assert.deepEqual(live.unread, ["Since", "No. 7"]);
    });
  },
  { BELFRY_RETENTION_COUNT: "300" },
);
