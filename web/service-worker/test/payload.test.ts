import { describe, expect, it } from "vitest";
import { parsePayload } from "../src/payload.js";

const CARD = { id: "a", seq: 0, count: 1, title: "Hello", message: "", isUrgent: false };

const parse = (payload: unknown) => parsePayload(JSON.stringify(payload));

describe("the payload of a push", () => {
  it("has the fields of a notification that a device shows", () => {
    expect(
      parse({
        notification: {
          id: "a",
          seq: 7,
          type: "order",
          title: "Hello",
          message: "World",
          priority: "urgent",
          timestamp: 1_767_225_600_000,
          url: "/orders/5",
          icon: "/icon.png",
          actions: [{ id: "yes", label: "Yes", url: "/yes", style: "primary" }],
          group: { key: "k", count: 3 },
        },
        receipt: "https://bell.example.org/r/1",
        silent: true,
        unread: 4,
      }),
    ).toEqual({
      card: {
        id: "a",
        seq: 7,
        count: 3,
        title: "Hello",
        message: "World",
        isUrgent: true,
        timestamp: 1_767_225_600_000,
        url: "/orders/5",
        icon: "/icon.png",
        actions: [{ id: "yes", label: "Yes", url: "/yes" }],
      },
      receipt: "https://bell.example.org/r/1",
      silent: true,
      close: [],
      unread: 4,
    });
  });

  it("needs no more of one than an id and a title", () => {
    expect(parse({ notification: { id: "a", title: "Hello" } })).toEqual({
      card: { ...CARD, actions: [] },
      silent: false,
      close: [],
    });
  });

  it("may close, with or without showing something", () => {
    expect(parse({ close: ["a", "b"], unread: 0 })).toEqual({
      silent: false,
      close: ["a", "b"],
      unread: 0,
    });
    expect(parse({ close: ["b"], notification: { id: "a", title: "Hello" } })).toMatchObject({
      card: CARD,
      close: ["b"],
    });
    expect(parse({ close: [] })).toEqual({ silent: false, close: [] });
  });

  it.each([
    undefined,
    "",
    "{",
    "null",
    "7",
    '"text"',
    "[]",
    "{}",
    '{"unread":3}',
    '{"notification":null}',
    '{"notification":[]}',
    '{"notification":"a"}',
    '{"notification":{"id":"a"}}',
    '{"notification":{"title":"Hello"}}',
    '{"notification":{"id":"","title":"Hello"}}',
    '{"notification":{"id":7,"title":"Hello"}}',
    '{"notification":{"id":"a","title":""}}',
    '{"close":"a"}',
    '{"close":{}}',
  ])("is not understood when it is %s", (text) => {
    expect(parsePayload(text)).toBeUndefined();
  });

  it("goes without fields of another kind", () => {
    const odd = {
      id: "a",
      title: "Hello",
      seq: -1,
      message: 7,
      priority: 3,
      timestamp: "now",
      url: {},
      icon: "",
      actions: [null, "yes", { id: "yes" }, { label: "Yes" }, { id: "no", label: "No", url: 7 }],
      group: { count: "many" },
    };

    expect(parse({ notification: odd, receipt: 7, silent: "yes", unread: 1.5 })).toEqual({
      card: { ...CARD, actions: [{ id: "no", label: "No" }] },
      silent: false,
      close: [],
    });
    expect(parse({ notification: { ...odd, actions: {}, group: 7 } })?.card?.actions).toEqual([]);
    expect(parse({ close: ["a", 7, null] })?.close).toEqual(["a"]);
  });
});
