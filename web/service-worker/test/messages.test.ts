import { describe, expect, it } from "vitest";
import { isReady } from "../src/messages.js";
import { somethingNew } from "../src/words.js";

describe("messages of pages", () => {
  it("say that a page is there", () => {
    expect(isReady({ belfry: "ready" })).toBe(true);
  });

  it.each([undefined, null, 7, "ready", [], {}, { belfry: "open" }])(
    "are an application's own when they are %j",
    (message) => {
      expect(isReady(message)).toBe(false);
    },
  );
});

describe("what is said of a push that is not understood", () => {
  it("is in the first language of the user that is known", () => {
    expect(somethingNew(["fr", "de-AT", "en"])).toBe("Es gibt etwas Neues");
    expect(somethingNew(["ja"])).toBe("新しいお知らせがあります");
    expect(somethingNew(["fr"])).toBe("There is something new");
    expect(somethingNew([])).toBe("There is something new");
  });
});
