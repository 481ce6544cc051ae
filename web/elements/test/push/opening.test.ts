import { beforeEach, describe, expect, it } from "vitest";
import { open, type Go, type Opener } from "../../src/push/opening.js";

const HERE = "https://app.example.org/inbox";
const ORDER = "https://app.example.org/orders/5";

const loaded: string[] = [];

beforeEach(() => {
  loaded.length = 0;
  const location = { href: HERE, assign: (url: string) => loaded.push(url) };
  Object.assign(globalThis, { location });
});

/** Clicks what leads to an address, on a page that goes there in this way. */
const click = (url: string, go: Go) => {
  const client = { markRead: async () => undefined } as unknown as Opener;
  return open(client, { id: "a", url }, { go, has: () => true, refused: () => undefined });
};

describe("a page that a click leads", () => {
  it.each([undefined, true, null, Promise.resolve(false)])(
    "has gone there when its own way returns %s",
    async (result) => {
      const went: string[] = [];

      await click(ORDER, (url) => {
        went.push(url);
        return result;
      });

      expect(went).toEqual([ORDER]);
      expect(loaded).toEqual([]);
    },
  );

  it("goes by a router as it is", async () => {
    const went: string[] = [];
    const router = { push: async (path: string) => void went.push(path) };

    await click(ORDER, (url) => router.push(url.slice("https://app.example.org".length)));

    expect(went).toEqual(["/orders/5"]);
    expect(loaded).toEqual([]);
  });

  it("loads the address where that returns false", async () => {
    await click(ORDER, () => false);

    expect(loaded).toEqual([ORDER]);
  });

  it("stays where it is there already", async () => {
    const went: string[] = [];

    await click(HERE, (url) => went.push(url));

    expect([...went, ...loaded]).toEqual([]);
  });
});
