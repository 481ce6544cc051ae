import { describe, expect, it } from "vitest";
import { EventLoop } from "./event-loop.js";
import { WebLocks } from "./web-locks.js";

/** Holds a lock until it is let go. */
function hold(locks: LockManager, options: LockOptions = {}) {
  let release: () => void = () => {};
  const held = new Promise<boolean>((resolve, reject) => {
    const done = locks.request("a", options, (lock) => {
      resolve(lock !== null);
      return new Promise<void>((end) => {
        release = end;
      });
    });
    done.catch(reject);
  });
  return { held, release: () => release() };
}

function tabs(): [LockManager, LockManager] {
  const locks = new WebLocks();
  return [locks.of(new EventLoop()), locks.of(new EventLoop())];
}

const names = async (locks: LockManager) => {
  const { held, pending } = await locks.query();
  return [held, pending].map((infos) => infos?.map(({ name, mode }) => `${name} ${mode}`));
};

describe("the locks that the tests of tabs stand on", () => {
  it("are had by one after the other, in the order in which they were asked for", async () => {
    const [one, other] = tabs();
    const order: string[] = [];
    const first = hold(one);
    await first.held;

    const later = ["second", "third"].map((each) =>
      other.request("a", () => {
        order.push(each);
      }),
    );
    expect(await names(one)).toEqual([["a exclusive"], ["a exclusive", "a exclusive"]]);
    first.release();

    await Promise.all(later);
    expect(order).toEqual(["second", "third"]);
    expect(await names(one)).toEqual([[], []]);
  });

  it("are shared by those who ask so", async () => {
    const [one, other] = tabs();
    await Promise.all([
      hold(one, { mode: "shared" }).held,
      hold(other, { mode: "shared" }).held,
      hold(other, { ifAvailable: true }).held.then((held) => expect(held).toBe(false)),
    ]);

    expect(await names(one)).toEqual([["a shared", "a shared"], []]);
  });

  it("are refused at once to who wants them only if they are free", async () => {
    const [one, other] = tabs();
    expect(await hold(one, { ifAvailable: true }).held).toBe(true);

    expect(await hold(other, { ifAvailable: true }).held).toBe(false);
  });

  it("are stolen from their holder, before all who wait", async () => {
    const [one, other] = tabs();
    const stolen = expect(one.request("a", () => new Promise(() => {}))).rejects.toMatchObject({
      name: "AbortError",
    });
    void one.request("a", () => {});

    expect(await hold(other, { steal: true }).held).toBe(true);

    await stolen;
    expect(await names(one)).toEqual([["a exclusive"], ["a exclusive"]]);
  });

  it("are asked for in vain where that is taken back, unless they were had by then", async () => {
    const [one, other] = tabs();
    const held = new AbortController();
    const first = hold(one, { signal: held.signal });
    await first.held;
    const waiting = new AbortController();
    const refused = other.request("a", { signal: waiting.signal }, () => {});

    held.abort();
    waiting.abort();

    await expect(refused).rejects.toMatchObject({ name: "AbortError" });
    await expect(other.request("a", { signal: waiting.signal }, () => {})).rejects.toThrow();
    expect(await names(one)).toEqual([["a exclusive"], []]);
  });

  it.each<[string, LockOptions]>([
    ["-a", {}],
    ["a", { steal: true, ifAvailable: true }],
    ["a", { steal: true, mode: "shared" }],
    ["a", { steal: true, signal: new AbortController().signal }],
  ])("cannot be asked for as %s with %o", async (name, options) => {
    const [one] = tabs();

    await expect(one.request(name, options, () => {})).rejects.toMatchObject({
      name: "NotSupportedError",
    });
  });

  it("pass on what their holder comes to, or fails by, and are free then", async () => {
    const [one] = tabs();

    expect(await one.request("a", async () => 5)).toBe(5);
    await expect(one.request("a", () => Promise.reject(new Error("no")))).rejects.toThrow("no");
    expect(await names(one)).toEqual([[], []]);
  });

  it("are free when their holder's tab is gone", async () => {
    const locks = new WebLocks();
    const [gone, other] = [new EventLoop(), new EventLoop()];
    await hold(locks.of(gone)).held;
    const next = hold(locks.of(other));

    locks.leave(gone);

    expect(await next.held).toBe(true);
  });
});
