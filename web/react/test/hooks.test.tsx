import "./browser.js";
import { act, type ReactNode } from "react";
import type { BelfryClient } from "@belfry/client";
import { describe, expect, it } from "vitest";
import {
  BelfryProvider,
  useConnection,
  useNotifications,
  usePreferences,
  useUnreadCount,
  useUnseenCount,
} from "../src/index.js";
import { notification, offlineClient } from "./offline.js";
import { render, type Rendered } from "./render.js";

/** What a hook has returned at each rendering. */
interface Returned<T> {
  readonly all: readonly T[];
  readonly now: T;
  readonly rendered: Rendered;
  readonly again: () => Promise<void>;
}

async function use<T>(client: BelfryClient, hook: () => T): Promise<Returned<T>> {
  const all: T[] = [];
  const View = (): ReactNode => {
    all.push(hook());
    return null;
  };
  const tree = () => (
    <BelfryProvider client={client}>
      <View />
    </BelfryProvider>
  );
  const rendered = await render(tree());
  return {
    all,
    rendered,
    get now() {
      return all.at(-1) as T;
    },
    again: () => rendered.render(tree()),
  };
}

describe("counts", () => {
  it("render when they change, and only then", async () => {
    const client = await offlineClient(
      notification("a"),
      notification("b", { seen: true }),
      notification("c", { read: true, seen: true }),
    );
    const unread = await use(client, useUnreadCount);
    const unseen = await use(client, useUnseenCount);

    await act(async () => void client.archive("c"));
    expect([unread.all, unseen.all]).toEqual([[2], [1]]);

    await act(async () => void client.markRead("b"));
    expect([unread.all, unseen.all]).toEqual([[2, 1], [1]]);

    await act(async () => void client.markRead("a"));
    expect([unread.all, unseen.all]).toEqual([
      [2, 1, 0],
      [1, 0],
    ]);
  });
});

describe("the connection", () => {
  it("says how much waits for it", async () => {
    const client = await offlineClient(notification("a"));
    const connection = await use(client, useConnection);

    await act(async () => void client.markRead("a"));
    await connection.again();

    expect(connection.all.map(({ waiting }) => waiting)).toEqual([0, 1, 1]);
    expect(connection.all[2]).toBe(connection.all[1]);
  });
});

describe("notifications", () => {
  it("are the list of the inbox, newest first, and what is done shows at once", async () => {
    const client = await offlineClient(
      notification("a"),
      notification("b"),
      notification("c", { archived: true }),
    );
    const list = await use(client, () => useNotifications());
    const ids = () => list.now.notifications.map(({ id, read }) => `${id}${read ? " read" : ""}`);
    expect(ids()).toEqual(["b", "a"]);
    expect(list.now.loading).toBe(false);

    await act(async () => void list.now.markRead("a"));
    expect(ids()).toEqual(["b", "a read"]);
    await act(async () => void list.now.archive("b"));
    expect(ids()).toEqual(["a read"]);
    await act(async () => void list.now.archive("c", false));
    expect(ids()).toEqual(["c", "a read"]);
    await act(async () => void list.now.markUnread("a"));
    expect(ids()).toEqual(["c", "a"]);
    await act(async () => void list.now.markAllRead());
    expect(ids()).toEqual(["c read", "a read"]);
    await act(async () => void list.now.snooze("a", 1_800_000_000_000));
    expect(ids()).toEqual(["c read"]);
    await act(async () => void list.now.remove("c"));
    expect(ids()).toEqual([]);
  });

  it("render when they change, and only then, and keep their functions", async () => {
    const client = await offlineClient(notification("a"), notification("b", { archived: true }));
    const list = await use(client, () => useNotifications());

    await act(async () => void client.markRead("b"));
    expect(list.all.length).toBe(1);

    await act(async () => void client.markRead("a"));
    expect(list.all.length).toBe(2);
    const functions = ({ markRead, loadMore, act: press }: (typeof list.all)[0]) => [
      markRead,
      loadMore,
      press,
    ];
    const [before, after] = list.all;
    expect(before && functions(before).every((each, i) => after && each === functions(after)[i]));
  });

  it("keep their list while a filter says the same", async () => {
    const client = await offlineClient(notification("a"), notification("b", { type: "mail" }));
    let type = "mail";
    const list = await use(client, () => useNotifications({ type, unread: true }));
    expect(list.now.notifications.map(({ id }) => id)).toEqual(["b"]);

    await list.again();
    expect(list.all[1]).toBe(list.all[0]);

    type = "info";
    await list.again();
    expect(list.now.notifications.map(({ id }) => id)).toEqual(["a"]);
  });
});

describe("preferences", () => {
  it("are what the device has kept without a connection, and what is refused changes nothing", async () => {
    const client = await offlineClient();
    const preferences = await use(client, usePreferences);
    expect(preferences.all[0]).toMatchObject({ view: undefined, loading: true });

    await act(() => client.close());
    const { view, loading, set } = preferences.now;
    expect(view).toEqual({ preferences: {}, timeZone: "", types: [] });
    expect(loading).toBe(true);

    await act(() => expect(set({ channels: null })).rejects.toMatchObject({ code: "offline" }));
    expect(preferences.now.view).toBe(view);
  });
});
