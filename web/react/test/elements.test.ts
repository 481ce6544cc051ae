import { createElement } from "react";
import { renderToString } from "react-dom/server";
import { describe, expect, it } from "vitest";
import { BelfryBell, BelfryInbox } from "../src/elements.js";
import { BelfryProvider } from "../src/index.js";
import { Kept, offline } from "./offline.js";

describe("elements on a server", () => {
  it("can be imported, and are tags that the browser brings to life", () => {
    expect("window" in globalThis || "document" in globalThis).toBe(false);
    const kept = new Kept();

    const html = renderToString(
      createElement(
        BelfryProvider,
        { ...offline(kept), token: "ann" },
        createElement(BelfryBell, { className: "top", lang: "de", toasts: "none", onOpen() {} }),
        createElement(BelfryInbox),
      ),
    );

    expect(html).toBe(
      '<belfry-bell class="top" lang="de"></belfry-bell><belfry-inbox></belfry-inbox>',
    );
    expect(kept.loads).toBe(0);
  });
});
