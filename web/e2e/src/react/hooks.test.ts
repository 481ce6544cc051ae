import assert from "node:assert/strict";
import { afterEach, it } from "node:test";
import type { Arrival, ClientOptions } from "@belfry/client";
import {
  useArrivals,
  useBelfry,
  useConnection,
  useNotifications,
  usePreferences,
  useRecap,
  useUnreadCount,
  useUnseenCount,
  type PreferencesControl,
} from "@belfry/react";
import { describeWithServer, someone, type Fixture } from "../harness/fixture.js";
import { Wire } from "../harness/wire.js";
import { Mounted } from "./mounted.js";

const KEPT = 240;

describeWithServer("hooks without a page", "dev", tests, {
  BELFRY_RETENTION_COUNT: String(KEPT),
});

function tests(fixture: Fixture): void {
  const open: { close(): unknown }[] = [];
  afterEach(async () => {
    for (const each of open.splice(0).reverse()) {
      await each.close();
    }
  });

  function mount<T>(hook: () => T, user: string, options: Partial<ClientOptions> = {}): Mounted<T> {
    const mounted = new Mounted(hook, {
      url: fixture.server.url,
      token: fixture.server.token(user),
      ...options,
    });
    open.push({ close: () => mounted.unmount() });
    return mounted;
  }

  const inbox = () => ({
    client: useBelfry(),
    list: useNotifications(),
    unread: useUnreadCount(),
    unseen: useUnseenCount(),
    connection: useConnection(),
  });
  const titles = ({ list }: { readonly list: ReturnType<typeof useNotifications> }) =>
    list.notifications.map(({ title }) => title).join();
  const send = (to: string, title: string, rest: object = {}) =>
    fixture.server.send(to, { title, ...rest });

  it("need nothing of a page", () => {
    for (const name of ["window", "document", "HTMLElement", "customElements", "navigator"]) {
      assert.equal(name in globalThis, false, name);
    }
  });

  it("show the inbox, and speak of what arrives, over one connection", async () => {
    const ann = someone();
    await send(ann, "Before");
    const wire = await Wire.to(fixture.server.url);
    open.push(wire);
    const arrivals: Arrival[] = [];
    const heard = () => {
      useArrivals((each) => arrivals.push(...each));
      return inbox();
    };
    const mounted = mount(heard, ann, { url: wire.url });
    await mounted.until((now) => titles(now) === "Before", "what there was");

    await send(ann, "After");

    const now = await mounted.until(({ unread }) => unread === 2, "what arrived");
    assert.equal(titles(now), "After,Before");
    assert.equal(now.unseen, 2);
    assert.deepEqual(
      arrivals.map(({ notification, toast }) => [notification.title, toast]),
      [["After", true]],
    );
    assert.equal(wire.accepted, 1);
    await now.client?.markSeen();
    await mounted.until(({ unseen, unread }) => unseen === 0 && unread === 2, "what was seen");
  });

  it("show at once what the user does, and say it once there is a connection", async () => {
    const ann = someone();
    const { id } = await send(ann, "One");
    const wire = await Wire.to(fixture.server.url);
    open.push(wire);
    const mounted = mount(inbox, ann, { url: wire.url });
    await mounted.until(({ unread }) => unread === 1, "what there was");
    wire.cut();
    await mounted.until(({ connection }) => connection.status === "reconnecting", "the cut");

    const done = mounted.now.list.markRead(id);

    const now = await mounted.until(({ unread }) => unread === 0, "that it is read");
    assert.equal(now.list.notifications[0]?.read, true);
    assert.equal(now.connection.waiting, 1);
    wire.mend();
    await done;
    await mounted.until(({ connection }) => connection.waiting === 0, "the confirmation");
    assert.equal((await fixture.server.inbox(ann)).unread, 0);
  });

  it("load older ones, of all and of those that a filter lets through", async () => {
    const ann = someone();
    const notifications = Array.from({ length: KEPT }, (_, index) => ({
      to: ann,
      title: `No. ${index}`,
      type: index % 2 === 0 ? "mail" : "info",
    }));
    await fixture.server.call("POST", "/api/v1/notifications/batch", { notifications });
    const mounted = mount(
      () => ({ all: useNotifications(), mails: useNotifications({ type: "mail" }) }),
      ann,
    );
    await mounted.until(({ all, mails }) => all.more && mails.more, "the first pages");

    for (const which of ["mails", "all"] as const) {
      while (mounted.now[which].more) {
        const { length } = mounted.now[which].notifications;
        await mounted.now[which].loadMore();
        await mounted.until((now) => now[which].notifications.length > length, "another page");
      }
    }

    assert.equal(mounted.now.all.notifications.length, KEPT);
    assert.equal(mounted.now.mails.notifications.length, KEPT / 2);
    const { id } = await send(ann, "Another", { type: "mail" });
    await mounted.until(
      ({ all, mails }) => all.notifications[0]?.id === id && mails.notifications[0]?.id === id,
      "what arrived",
    );
  });

  it("answer by a button, and say so when somebody was first", async () => {
    const ann = someone();
    const actions = ["accept", "decline"].map((each) => ({ id: each, label: each }));
    const { id } = await send(ann, "Accept it?", { actions });
    const mounted = mount(inbox, ann);
    await mounted.until(({ list }) => list.notifications.length === 1, "the question");

    await mounted.now.list.act(id, "accept");

    await mounted.until(({ list }) => list.notifications[0]?.outcome !== undefined, "the outcome");
    await assert.rejects(mounted.now.list.act(id, "decline"), { code: "already_answered" });
  });

  it("follow preferences, whichever device changes them, and change them", async () => {
    const ann = someone();
    const recaps: number[] = [];
    const mounted: Mounted<PreferencesControl & { unread: number }> = mount(() => {
      useRecap((count) => {
        recaps.push(count);
        mounted.changed();
      });
      return { ...usePreferences(), unread: useUnreadCount() };
    }, ann);
    await mounted.until(({ view, loading }) => !loading && view !== undefined, "the preferences");
    assert.deepEqual([mounted.all[0]?.view, mounted.all[0]?.loading], [undefined, true]);

    await fixture.server.call("PATCH", `/api/v1/users/${ann}/preferences`, {
      channels: { sound: false },
    });
    await mounted.until(({ view }) => view?.preferences.channels?.sound === false, "the change");
    await mounted.now.set({ channels: { sound: null, toast: false } });
    await mounted.until(({ view }) => view?.preferences.channels?.toast === false, "its own");
    assert.equal(mounted.now.view?.preferences.channels?.sound, undefined);
    await assert.rejects(mounted.now.set({ channels: { smoke: true } }), {
      code: "validation_failed",
    });

    await mounted.now.set({ channels: null });
    const until = Date.now() + 3_600_000;
    await mounted.now.pause(until);
    await mounted.until(({ view }) => view?.silentUntil === until, "the pause");
    await send(ann, "Meanwhile");
    await mounted.until(({ unread }) => unread === 1, "what came in the pause");
    await mounted.now.pause(null);
    await mounted.until(({ view }) => view?.silentUntil === undefined, "the end of the pause");
    await mounted.until(() => recaps.length > 0, "the recap");
    assert.deepEqual(recaps, [1]);
  });

  it("ask the newest function for a token", async () => {
    const ann = someone();
    const wire = await Wire.to(fixture.server.url);
    open.push(wire);
    const asked: string[] = [];
    const options = (name: string) => ({
      url: wire.url,
      token: () => {
        asked.push(name);
        return fixture.server.token(ann);
      },
    });
    const mounted = mount(inbox, ann, options("first"));
    const { client } = await mounted.until(
      ({ connection }) => connection.status === "connected",
      "the connection",
    );
    assert.deepEqual(asked, ["first"]);

    mounted.render(options("second"));
    wire.cut();
    await mounted.until(({ connection }) => connection.status === "reconnecting", "the cut");
    wire.mend();
    await mounted.until(({ connection }) => connection.status === "connected", "another one");

    assert.deepEqual(asked, ["first", "second"]);
    assert.equal(mounted.now.client, client);
  });

  it("let go of the connection when they are not mounted any more", async () => {
    const mounted = mount(inbox, someone());
    const { client } = await mounted.until(
      ({ connection }) => connection.status === "connected",
      "the connection",
    );
    client?.subscribe(() => mounted.changed());

    mounted.unmount();

    await mounted.until(() => client?.state.status === "closed", "the end");
  });
}
