import { describe, expect, it } from "vitest";
import { clickOn, follow } from "../src/click.js";

const ORIGIN = "https://app.example.org";
const ORDER = `${ORIGIN}/orders/5`;

describe("a click", () => {
  it("leads to the notification's address, or just to the application", () => {
    expect(clickOn({ url: ORDER, actions: [] }, "")).toEqual({ target: ORDER, leads: true });
    expect(clickOn({ actions: [] }, "")).toEqual({ leads: true });
  });

  it("on a button is an answer, and leads where the button does", () => {
    const actions = [{ id: "yes" }, { id: "no", url: `${ORDER}/no` }];
    expect(clickOn({ url: ORDER, actions }, "yes")).toEqual({ action: "yes", leads: false });
    expect(clickOn({ url: ORDER, actions }, "no")).toEqual({
      action: "no",
      target: `${ORDER}/no`,
      leads: true,
    });
    expect(clickOn({ url: ORDER, actions }, "other")).toEqual({ action: "other", leads: false });
  });
});

/** A window of the application, as a test has it. */
interface Window {
  readonly path: string;
  /** Whether its page goes by itself where a click leads. */
  readonly takes?: boolean;
  /** Whether it belongs to another worker, or to none. */
  readonly isForeign?: boolean;
  /** Whether the browser does not let it come to the front. */
  readonly staysBehind?: boolean;
}

interface Browser {
  readonly worker: ServiceWorkerGlobalScope;
  readonly did: readonly string[];
}

/** A browser's side with these windows, and what a click came to there. */
function browser(...windows: readonly Window[]): Browser {
  const did: string[] = [];
  const clients = windows.map(({ path, takes = false, isForeign = false, staysBehind = false }) => {
    let arrive = () => {};
    const inFront = new Promise<void>((resolve) => (arrive = resolve));
    const client = {
      id: path,
      url: ORIGIN + path,
      frameType: "top-level",
      isForeign,
      postMessage: (_: unknown, [port]: readonly MessagePort[]) =>
        port?.postMessage({ taken: takes }),
      navigate: async (url: string) => {
        did.push(`${path} goes to ${url}`);
        // It takes longer than a click is good for.
        await inFront;
        return client;
      },
      focus: async () => {
        arrive();
        if (staysBehind) {
          throw new DOMException("no", "InvalidAccessError");
        }
        did.push(`${path} comes to the front`);
        return client;
      },
    };
    return client;
  });
  const worker = {
    location: new URL(ORIGIN),
    registration: { scope: `${ORIGIN}/` },
    clients: {
      matchAll: async ({ includeUncontrolled = false }: ClientQueryOptions) =>
        clients.filter(({ isForeign }) => includeUncontrolled || !isForeign),
      openWindow: async (url: string) => void did.push(`${url} is opened`),
    },
  } as unknown as ServiceWorkerGlobalScope;
  return { did, worker };
}

describe("a window that a click leads", () => {
  const click = { target: ORDER, leads: true };

  it("is loaded again although it seems to be there: its address may be an old one", async () => {
    const { did, worker } = browser({ path: "/orders/5" });

    await follow(worker, { actions: [] }, click);

    expect(did).toEqual([`/orders/5 goes to ${ORDER}`, "/orders/5 comes to the front"]);
  });

  it("is left to a page that takes the click", async () => {
    const { did, worker } = browser({ path: "/orders/5", takes: true });

    await follow(worker, { actions: [] }, click);

    expect(did).toEqual(["/orders/5 comes to the front"]);
  });

  it("comes to the front before it has gone there: a click is not good for longer", async () => {
    const { did, worker } = browser({ path: "/" });

    await follow(worker, { actions: [] }, click);

    expect(did).toEqual([`/ goes to ${ORDER}`, "/ comes to the front"]);
  });

  it("is a new one where the browser does not let another come to the front", async () => {
    const { did, worker } = browser({ path: "/", staysBehind: true });

    await follow(worker, { actions: [] }, click);

    expect(did).toEqual([`/ goes to ${ORDER}`, `${ORDER} is opened`]);
  });

  it("is a new one where no other may be led", async () => {
    const { did, worker } = browser({ path: "/", isForeign: true });

    await follow(worker, { actions: [] }, click);
    await follow(worker, { actions: [] }, { leads: true });

    expect(did).toEqual([`${ORDER} is opened`, "/ comes to the front"]);
  });
});
