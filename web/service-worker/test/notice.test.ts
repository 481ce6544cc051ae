import { describe, expect, it } from "vitest";
import { noticeOf, optionsOf, type Manner } from "../src/notice.js";
import type { Card } from "../src/payload.js";

const CARD: Card = {
  id: "a",
  seq: 1,
  count: 1,
  title: "Hello",
  message: "World",
  isUrgent: false,
  actions: [],
};
const MANNER: Manner = {
  base: "https://app.example.org/app/",
  maxActions: 2,
  silent: false,
  again: false,
  receipt: undefined,
};

const noticeFor = (card: Partial<Card>, manner: Partial<Manner> = {}) =>
  noticeOf(optionsOf({ ...CARD, ...card }, { ...MANNER, ...manner }).data);

describe("how a card is shown", () => {
  it("knows where it leads, from the application's point of view", () => {
    expect(noticeFor({ url: "/orders/5" })?.url).toBe("https://app.example.org/orders/5");
    expect(noticeFor({ url: "orders/5" })?.url).toBe("https://app.example.org/app/orders/5");
    expect(noticeFor({ url: "http://example.org/x" })?.url).toBe("http://example.org/x");
    expect(noticeFor({})).toEqual({ id: "a", actions: [] });
  });

  it.each(["javascript:alert(1)", " javascript:alert(1)", "data:,x", "file:///x", "http://["])(
    "leads nowhere by %s",
    (address) => {
      const actions = [{ id: "yes", label: "Yes", url: address }];
      expect(noticeFor({ url: address, actions })).toEqual({ id: "a", actions: [{ id: "yes" }] });
      expect(optionsOf({ ...CARD, icon: address }, MANNER)).not.toHaveProperty("icon");
      expect(noticeFor({}, { receipt: address })).toEqual({ id: "a", actions: [] });
    },
  );

  it("tells only a server what is done with it", () => {
    const receipt = "https://bell.example.org/r/1";
    expect(noticeFor({}, { receipt })?.receipt).toBe(receipt);
    expect(noticeFor({}, { receipt: "/r/1" })).not.toHaveProperty("receipt");
  });

  it("has as many buttons as the browser takes", () => {
    const actions = ["a", "b", "c"].map((id) => ({ id, label: id.toUpperCase(), url: `/${id}` }));
    const options = optionsOf({ ...CARD, actions }, MANNER);

    expect(options.actions).toEqual([
      { action: "a", title: "A" },
      { action: "b", title: "B" },
    ]);
    expect(noticeOf(options.data)?.actions).toEqual([
      { id: "a", url: "https://app.example.org/a" },
      { id: "b", url: "https://app.example.org/b" },
    ]);
    expect(optionsOf({ ...CARD, actions }, { ...MANNER, maxActions: 0 }).actions).toEqual([]);
  });

  it("speaks again only where it may speak", () => {
    expect(optionsOf(CARD, { ...MANNER, again: true }).renotify).toBe(true);
    expect(optionsOf(CARD, { ...MANNER, again: true, silent: true })).toMatchObject({
      renotify: false,
      silent: true,
    });
  });

  it("stays when it is urgent", () => {
    expect(optionsOf(CARD, MANNER).requireInteraction).toBe(false);
    expect(optionsOf({ ...CARD, isUrgent: true }, MANNER).requireInteraction).toBe(true);
  });
});

describe("what is known of an OS notification", () => {
  it.each([undefined, null, 7, "text", {}, { other: 1 }])("is nothing of %j", (data) => {
    expect(noticeOf(data)).toBeUndefined();
  });
});
