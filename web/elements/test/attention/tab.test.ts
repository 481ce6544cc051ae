import { describe, expect, it } from "vitest";
import { nameOfTab, ringerOf, tabOf, type Tab } from "../../src/attention/tab.js";

function tab(id: string, fields: Partial<Tab> = {}): Tab {
  return { id, isVisible: true, canRing: true, sinceMs: 0, ...fields };
}

describe("the tab that rings", () => {
  it("is one that may, seen rather than not, and the one that was come to last", () => {
    const tabs = [
      tab("silent", { canRing: false, sinceMs: 9 }),
      tab("hidden", { isVisible: false, sinceMs: 8 }),
      tab("old", { sinceMs: 1 }),
      tab("new", { sinceMs: 2 }),
    ];

    expect(ringerOf(tabs)?.id).toBe("new");
    expect(ringerOf(tabs.slice(0, 2))?.id).toBe("hidden");
    expect(ringerOf(tabs.slice(0, 1))).toBeUndefined();
  });

  it("is the same whichever tab looks", () => {
    const tabs = [tab("a"), tab("b")];

    expect(ringerOf(tabs)?.id).toBe("a");
    expect(ringerOf(tabs.toReversed())?.id).toBe("a");
  });
});

describe("the name of a tab's lock", () => {
  const client = "belfry https://bell.example.org ann";

  it("says how it stands", () => {
    const own = tab("x1", { isVisible: false, sinceMs: 1_767_225_600_000 });

    expect(tabOf(client, nameOfTab(client, own))).toEqual(own);
  });

  it("says nothing to tabs of other users, and other locks say nothing", () => {
    expect(tabOf(`${client}a`, nameOfTab(client, tab("a")))).toBeUndefined();
    expect(tabOf(client, nameOfTab(`${client}a`, tab("a")))).toBeUndefined();
    expect(tabOf(client, client)).toBeUndefined();
  });
});
