import assert from "node:assert/strict";
import type { Cases } from "./data-cases.js";
import type { Traveller } from "./fixture.js";
import type { StockClient } from "./stock.js";

/** What the server says about a socket when it comes. */
interface Welcome {
  readonly id: string;
  readonly query: Readonly<Record<string, readonly string[]>>;
  readonly auth: unknown;
  readonly header: string;
}

export const CONNECTION_CASES: Cases = {
  "both sides know the same ids": async (traveller) => {
    const client = await traveller.open();
    const chat = traveller.beside(client, "/chat");
    const ids = [await welcome(client), await welcome(chat)].map(({ id }) => id);
    assert.deepEqual([client.socket.id, chat.socket.id], ids);
    const { id } = client.socket.io.engine;
    if (traveller.version.protocol === 4) {
      assert.deepEqual(ids, [id, `/chat#${id}`]);
    } else {
      assert.equal(new Set([...ids, id]).size, 3);
    }
  },

  "a query and headers come with the connection": async (traveller) => {
    const query = { name: "ü & =", empty: "" };
    const client = await traveller.open({ query, extraHeaders: { "X-Test": "told" } });
    const { query: seen, header } = await welcome(client);
    assert.deepEqual([seen["name"], seen["empty"], header], [["ü & ="], [""], "told"]);
  },

  "two namespaces share a connection, each for itself": async (traveller) => {
    const main = await traveller.open();
    const chat = traveller.beside(main, "/chat");
    await Promise.all([main.ask("enter", "room"), chat.ask("enter", "room")]);
    chat.socket.emit("tell", "room", "chat only");
    assert.deepEqual(await chat.hears("told"), [["chat only"]]);
    assert.deepEqual(await main.ask("echo", Buffer.from([1])), [Buffer.from([1])]);
    assert.deepEqual(main.all("told"), []);
    chat.socket.disconnect();
    assert.deepEqual(await main.ask("reason", (await welcome(chat)).id), [
      "client namespace disconnect",
    ]);
    assert.ok(main.socket.connected);
  },

  "an unknown namespace is refused, and the others go on": async (traveller) => {
    const client = await traveller.open();
    const nowhere = traveller.beside(client, "/nowhere");
    assert.deepEqual(await refusal(traveller, nowhere), { message: "Invalid namespace" });
    assert.deepEqual(await client.ask("echo", "still here"), ["still here"]);
  },

  "a client that is rejected hears why": async (traveller) => {
    for (const path of ["", "/chat"]) {
      const client = traveller.make({ path, query: { refuse: "plainly" } });
      assert.deepEqual(await refusal(traveller, client), { message: "not you" });
      assert.deepEqual([client.all("connect"), client.socket.connected], [[], false]);
    }
  },

  "a client that is rejected hears the data too": async (traveller) => {
    const client = traveller.make({ query: { refuse: "with data" } });
    const { protocol } = traveller.version;
    assert.deepEqual(await refusal(traveller, client), {
      ...(protocol === 5 && { message: "not you" }),
      data: { code: 7 },
    });
  },

  "a client leaves, and comes again": async (traveller) => {
    const [client, witness] = await Promise.all([traveller.open(), traveller.open()]);
    const { id } = await welcome(client);
    client.socket.disconnect();
    assert.deepEqual((await client.hears("disconnect"))[0]?.[0], "io client disconnect");
    assert.deepEqual(await witness.ask("reason", id), ["client namespace disconnect"]);
    await comesAgain(client);
  },

  "the server puts a client out of its namespace": (traveller) => putOut(traveller, "leave"),

  "the server puts a client out and closes the connection": (traveller) =>
    putOut(traveller, "close"),

  "a client that the server dropped comes back by itself": (traveller) =>
    breaks(traveller, (client) => client.socket.emit("drop"), {
      atClient: "transport close",
      atServer: "dropped by the server",
    }),

  "a client whose connection was closed under it comes back by itself": (traveller) =>
    breaks(traveller, (client) => client.socket.io.engine.close(), {
      atClient: "forced close",
      atServer: "transport close",
    }),

  "the connection is kept over several heartbeats": async (traveller) => {
    const client = await traveller.open();
    await client.beats(traveller.version.heartbeat, 4);
    assert.deepEqual(await client.ask("echo", "still here"), ["still here"]);
    assert.deepEqual(client.all("disconnect"), []);
  },
};

/** What only versions of the older protocol do. */
export const PROTOCOL_4_CASES: Cases = {
  "a namespace has a query of its own": async (traveller) => {
    const client = await traveller.open();
    const { query } = await welcome(
      await traveller.open({ path: "/chat?room=caf%C3%A9&of=a%26b" }),
    );
    assert.deepEqual([query["room"], query["of"]], [["café"], ["a&b"]]);
    assert.deepEqual(await client.ask("echo"), []);
  },
};

/** What only versions of the current protocol do. */
export const PROTOCOL_5_CASES: Cases = {
  "auth comes with each namespace": async (traveller) => {
    const auth = { token: "ü 😀" };
    for (const path of ["", "/chat"]) {
      assert.deepEqual((await welcome(await traveller.open({ path, auth }))).auth, auth);
    }
  },

  "a volatile event is sent when it can be, and else left out": async (traveller) => {
    const client = traveller.make();
    client.socket.volatile?.emit("note", "too early");
    client.socket.emit("note", "kept");
    await client.ask("notes");
    await client.writable();
    client.socket.volatile?.emit("note", "in time");
    assert.deepEqual(await client.ask("notes"), [["kept", "in time"]]);
  },
};

async function putOut(traveller: Traveller, how: "leave" | "close"): Promise<void> {
  const [client, witness] = await Promise.all([traveller.open(), traveller.open()]);
  const { id } = await welcome(client);
  client.socket.emit(how);
  assert.deepEqual((await client.hears("disconnect"))[0]?.[0], "io server disconnect");
  assert.deepEqual(await witness.ask("reason", id), ["server namespace disconnect"]);
  await comesAgain(client);
}

/** Only when its application says so. */
async function comesAgain(client: StockClient): Promise<void> {
  assert.notEqual(client.socket.active, true);
  assert.equal(client.all("connect").length, 1);
  client.socket.connect();
  await client.hears("connect", 2);
  assert.deepEqual(await client.ask("echo", "again"), ["again"]);
}

async function breaks(
  traveller: Traveller,
  how: (client: StockClient) => void,
  reasons: { readonly atClient: string; readonly atServer: string },
): Promise<void> {
  const [client, witness] = await Promise.all([traveller.open(), traveller.open()]);
  const { id } = await welcome(client);
  how(client);
  assert.deepEqual((await client.hears("disconnect"))[0]?.[0], reasons.atClient);
  assert.deepEqual(await witness.ask("reason", id), [reasons.atServer]);
  await client.hears("reconnect");
  assert.notEqual((await welcome(client, 2)).id, id);
  assert.deepEqual(await client.ask("echo", Buffer.from([1])), [Buffer.from([1])]);
}

/** Why a client was refused; the older protocol has the message or the data, not both. */
async function refusal(traveller: Traveller, client: StockClient): Promise<object> {
  const [[said]] = (await client.hears(traveller.version.refusal)) as [[unknown]];
  if (typeof said === "string") {
    return { message: said };
  }
  if (said instanceof Error) {
    const { message, data } = said as Error & { readonly data?: unknown };
    return { message, ...(data !== undefined && { data }) };
  }
  return { data: said };
}

async function welcome(client: StockClient, times = 1): Promise<Welcome> {
  return (await client.hears("welcome", times)).at(-1)?.[0] as Welcome;
}
