import assert from "node:assert/strict";
import type { Traveller } from "./fixture.js";

/** What every version must do over every transport: the name of the case, and the case. */
export type Cases = Readonly<Record<string, (traveller: Traveller) => Promise<void>>>;

const MANY = 1_000;
const numbers = Array.from({ length: MANY }, (_, number) => number);
const large = Buffer.from(Array.from({ length: 200_000 }, (_, index) => index % 251));

const PAYLOADS: Readonly<Record<string, readonly unknown[]>> = {
  "no argument": [],
  text: ["plain", "", 'quoted "\\" \n'],
  "unicode text": ["ü€😀", "漢字かな交じり文𠮷", "\u2028\u0000"],
  "nested JSON": [{ a: [1, -2.5, 1e21, true, null, { "": [[], {}] }] }, null, false, 0],
  "binary data": [Buffer.from([0, 1, 2, 254, 255])],
  "several binary values": [Buffer.from("a"), { deep: [Buffer.from("b"), "c"] }, new Uint8Array(3)],
  "no bytes": [Buffer.alloc(0), "and text"],
  "200 kB of bytes": [large],
  "200 kB of text": ["ü€😀x".repeat(20_000)],
};

const travelling: Cases = Object.fromEntries(
  Object.entries(PAYLOADS).map(([name, payload]) => [
    `${name} comes back, as an acknowledgement and as an event`,
    async (traveller) => {
      const client = await traveller.open();
      assert.deepEqual(plain(await client.ask("echo", ...payload)), plain(payload));
      client.socket.emit("echo", ...payload);
      assert.deepEqual(plain(await client.hears("echo")), plain([payload]));
    },
  ]),
);

export const DATA_CASES: Cases = {
  ...travelling,

  "the server asks, and hears the acknowledgement": async (traveller) => {
    const client = await traveller.open();
    client.socket.on("question", (...args: unknown[]) => {
      (args.pop() as (...answer: unknown[]) => void)("answer", ...args);
    });
    const asked = [{ a: 1 }, Buffer.from([1, 2]), Buffer.alloc(0)];
    assert.deepEqual(
      plain(await client.ask("ask", "question", 5_000, ...asked)),
      plain(["answer", ...asked]),
    );
  },

  "the server asks in vain": async (traveller) => {
    const client = await traveller.open();
    assert.deepEqual(await client.ask("ask", "silence", 50), ["timeout"]);
  },

  "a thousand events arrive in order, each way": async (traveller) => {
    const client = await traveller.open();
    for (const number of numbers) {
      client.socket.emit("note", number);
    }
    assert.deepEqual(await client.ask("notes"), [numbers]);
    client.socket.emit("count", MANY);
    const heard = await client.hears("number", MANY);
    assert.deepEqual(heard.flat(), numbers);
  },

  "what is emitted before it is connected arrives after": async (traveller) => {
    const client = traveller.make();
    client.socket.emit("note", "early");
    client.socket.emit("note", Buffer.from([1]));
    assert.deepEqual(plain(await client.ask("notes")), [["early", Buffer.from([1])]]);
  },

  "more than a thousand events that are emitted at once arrive": async (traveller) => {
    const client = traveller.make();
    for (const number of [...numbers, ...numbers]) {
      client.socket.emit("note", number);
    }
    assert.deepEqual(await client.ask("notes"), [[...numbers, ...numbers]]);
  },

  "a room hears what is told to it, and nobody else": async (traveller) => {
    const [first, second, other] = await Promise.all([
      traveller.open({ path: "/chat" }),
      traveller.open({ path: "/chat" }),
      traveller.open({ path: "/chat" }),
    ]);
    await Promise.all([first, second].map((client) => client.ask("enter", "room")));
    other.socket.emit("tell", "room", "all", Buffer.from([7]));
    for (const client of [first, second]) {
      assert.deepEqual(plain(await client.hears("told")), plain([["all", Buffer.from([7])]]));
    }
    await other.ask("echo");
    assert.deepEqual(other.all("told"), []);
  },

  "binary data travels as Base64 where a client wants it so": async (traveller) => {
    const client = await traveller.open({ forceBase64: true });
    const payload = PAYLOADS["several binary values"] ?? [];
    assert.deepEqual(plain(await client.ask("echo", ...payload)), plain(payload));
  },
};

/** The same value with each kind of binary data as a `Buffer`: versions and transports differ. */
function plain(value: unknown): unknown {
  if (value instanceof ArrayBuffer) {
    return Buffer.from(value);
  }
  if (value instanceof Uint8Array) {
    return Buffer.from(value);
  }
  if (Array.isArray(value)) {
    return value.map(plain);
  }
  if (value !== null && typeof value === "object") {
    return Object.fromEntries(Object.entries(value).map(([name, field]) => [name, plain(field)]));
  }
  return value;
}
