import { describe, expect, it } from "vitest";
import { jsonText, tokensOf } from "../src/view/json-text.js";
import { carried, previewOf } from "../src/view/preview.js";

const TOKEN = "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJhbm4iLCJleHAiOjF9.c2lnbmF0dXJlLXNpZ25hdHVyZQ";

describe("the words of JSON", () => {
  it.each([['{"a": [1, -2.5e3, "x\\"y", null, true]}'], ['no JSON at all: { ] "open'], [""]])(
    "of %s are the text again",
    (json) => {
      expect(
        tokensOf(json)
          .map(({ text }) => text)
          .join(""),
      ).toBe(json);
    },
  );

  it("are told apart", () => {
    const kinds = tokensOf('{"a": "b", "c": 1}').filter(({ kind }) => kind !== "mark");

    expect(kinds).toEqual([
      { kind: "name", text: '"a"' },
      { kind: "text", text: '"b"' },
      { kind: "name", text: '"c"' },
      { kind: "value", text: "1" },
    ]);
  });

  it("show no user's token", () => {
    expect(jsonText({ token: TOKEN, other: "a.b.c" }, 0)).toBe(
      `{"token":"eyJhbGciOiJI… (${TOKEN.length} characters)","other":"a.b.c"}`,
    );
  });
});

describe("what a frame carries", () => {
  it("is its one argument", () => {
    expect(carried([{ a: 1 }])).toEqual({ a: 1 });
    expect(carried([1, 2])).toEqual([1, 2]);
    expect(carried([])).toBeUndefined();
  });

  it("of an inbox is told in words", () => {
    const event = {
      epoch: "e",
      seq: 7,
      reset: false,
      unread: 3,
      unseen: 1,
      upserts: [{}],
      removed: [],
      alerts: [{ id: "1", toast: true, sound: false }],
      recap: 2,
      more: false,
    };

    expect(previewOf([event])).toBe("seq 7, 1 upsert, 1 toast, recap of 2, 3 unread");
    expect(previewOf([{ ...event, reset: true, preferences: {}, recap: undefined }])).toBe(
      "seq 7, the whole inbox, 1 upsert, 1 toast, 3 unread",
    );
  });

  it("of anything else is its JSON, up to a length", () => {
    expect(previewOf(["a", 1])).toBe('["a",1]');
    expect(previewOf(undefined)).toBe("");
    expect(previewOf("x".repeat(500))).toHaveLength(160);
  });
});
