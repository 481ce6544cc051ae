import { describe, expect, it } from "vitest";
import { Conversation } from "../src/wire/conversation.js";
import { FrameLog } from "../src/wire/frame-log.js";
import { decode } from "../src/wire/packet.js";

describe("a frame", () => {
  it.each([
    ["2", "ping"],
    ["3", "pong"],
  ])("%s is the heartbeat %s", (frame, name) => {
    expect(decode(frame)).toEqual({ name, kind: "heartbeat" });
  });

  it("opens the transport", () => {
    expect(decode('0{"sid":"x","upgrades":[]}')).toEqual({
      name: "open",
      kind: "connection",
      content: { sid: "x", upgrades: [] },
    });
  });

  it("connects a namespace, with what was said or without", () => {
    expect(decode('40{"token":"t"}')).toMatchObject({ name: "connect", content: { token: "t" } });
    expect(decode("40")).toEqual({ name: "connect", kind: "connection" });
    expect(decode('44{"message":"no"}')).toMatchObject({
      name: "connect_error",
      content: { message: "no" },
    });
  });

  it("is an event with its arguments", () => {
    expect(decode('42["inbox",{"seq":1}]')).toEqual({
      name: "inbox",
      kind: "event",
      content: [{ seq: 1 }],
    });
  });

  it("is an event that asks for an answer, and the answer", () => {
    expect(decode('4217["markAllRead"]')).toEqual({
      name: "markAllRead",
      kind: "event",
      ack: 17,
      content: [],
    });
    expect(decode('4317[{"ok":true}]')).toEqual({
      name: "answer",
      kind: "answer",
      ack: 17,
      content: [{ ok: true }],
    });
  });

  it("may be in a namespace of its own", () => {
    expect(decode('42/backend,3["acted"]')).toMatchObject({ name: "acted", ack: 3 });
  });

  it.each(["", "x", "9", "42", "42{", "42[1]", "4"])("“%s” is none that can be read", (frame) => {
    expect(decode(frame).name).toBe("unreadable");
  });
});

describe("a conversation", () => {
  it("knows what is answered", () => {
    const conversation = new Conversation();
    conversation.hear(decode('421["markSeen"]'));

    expect(conversation.hear(decode('431[{"ok":true}]')).name).toBe("answer to markSeen");
    expect(conversation.hear(decode('431[{"ok":true}]')).name).toBe("answer");
  });

  it("forgets what is not answered for long", () => {
    const conversation = new Conversation();
    for (let ack = 0; ack <= 100; ack += 1) {
      conversation.hear(decode(`42${ack}["ask"]`));
    }

    expect(conversation.hear(decode("430[]")).name).toBe("answer");
    expect(conversation.hear(decode("431[]")).name).toBe("answer to ask");
  });
});

describe("the log of frames", () => {
  it("keeps the latest two hundred, newest first", () => {
    const log = new FrameLog();
    for (let at = 1; at <= 250; at += 1) {
      log.add({ user: "ann", direction: "in", atMs: at, bytes: 1, name: "n", kind: "event" });
    }

    expect(log.frames).toHaveLength(200);
    expect(log.frames.at(0)).toMatchObject({ atMs: 250, number: 250 });
    expect(log.frames.at(-1)?.atMs).toBe(51);
  });

  it("tells of each change", () => {
    const log = new FrameLog();
    let told = 0;
    log.subscribe(() => (told += 1));
    log.add({ user: "ann", direction: "out", atMs: 0, bytes: 1, name: "n", kind: "event" });
    log.clear();

    expect(told).toBe(2);
    expect(log.frames).toEqual([]);
  });
});
