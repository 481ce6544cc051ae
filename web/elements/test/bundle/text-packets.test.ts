import * as engine from "engine.io-parser";
import * as socket from "socket.io-parser";
import { describe, expect, it } from "vitest";
import * as frames from "../../bundle/text-frames.js";
import * as packets from "../../bundle/text-packets.js";

const DATA = [
  undefined,
  {},
  { sid: "a" },
  [],
  ["news", { n: 1 }],
  [7],
  ["connect"],
  "no",
  "",
  5,
  null,
];

const PACKETS = [0, 1, 2, 3, 4].flatMap((type) =>
  ["/", "/bell"].flatMap((nsp) =>
    [{}, { id: 0 }, { id: 17 }].flatMap((id) => DATA.map((data) => ({ type, nsp, data, ...id }))),
  ),
);

const NONE = ["7", "9[]", "x", "2", '2["a"', "51-[]", '2["a"]x', "2null", '42["disconnect"]'];

const FRAMES = [
  "",
  "0{}",
  "1",
  "2",
  "2probe",
  "3",
  '42["a"]',
  "4line\nline",
  "5",
  "6",
  "7",
  "b4",
  "x",
];

function read(decoder: {
  on(event: "decoded", listener: (packet: unknown) => void): unknown;
  add(text: string): void;
}): (text: string) => unknown {
  let read: unknown;
  decoder.on("decoded", (packet) => (read = packet));
  return (text) => {
    read = undefined;
    try {
      decoder.add(text);
    } catch {
      return "no packet";
    }
    return read;
  };
}

describe("packets of Socket.IO as text", () => {
  it("are written as the library writes them", () => {
    const [own, original] = [new packets.Encoder(), new socket.Encoder()];
    for (const packet of PACKETS) {
      expect(own.encode(packet)).toEqual(original.encode(packet));
    }
  });

  it("are read as the library reads them", () => {
    const [own, original] = [read(new packets.Decoder()), read(new socket.Decoder())];
    const texts = PACKETS.flatMap((packet) => new packets.Encoder().encode(packet));
    for (const text of [...texts, ...NONE, "2/bell", "0/bell,", '2/bell?a=1,5["a"]', '3007["a"]']) {
      expect(own(text), text).toEqual(original(text));
    }
  });

  it("have the types of the library", () => {
    expect(socket.PacketType).toMatchObject(packets.PacketType);
    expect(socket.protocol).toBe(packets.protocol);
  });
});

describe("packets of Engine.IO as text", () => {
  it("are read as the library reads them", () => {
    for (const frame of FRAMES.filter((each) => !each.startsWith("b"))) {
      expect(frames.decodePacket(frame), frame).toEqual(engine.decodePacket(frame));
    }
    expect(frames.decodePacket("b4").type).toBe("error");
    expect(frames.decodePacket(new ArrayBuffer(3)).type).toBe("error");
  });

  it("are written as the library writes them", () => {
    for (const type of ["open", "close", "ping", "pong", "message", "upgrade", "noop"] as const) {
      for (const data of [undefined, "", "probe"]) {
        const packet = data === undefined ? { type } : { type, data };
        frames.encodePacket(packet, true, (own) => {
          engine.encodePacket(packet, true, (original) => expect(own).toBe(original));
        });
      }
    }
    expect.assertions(21);
  });

  it("are many in one body", () => {
    const body = "42[1]\u001e2probe\u001e6";
    expect(frames.decodePayload(body)).toEqual(engine.decodePayload(body));
    expect(frames.decodePayload("4a\u001ex\u001e4b")).toEqual(
      engine.decodePayload("4a\u001ex\u001e4b"),
    );
    frames.encodePayload(frames.decodePayload(body), (own) => expect(own).toBe(body));
    expect.assertions(3);
  });
});
