import { describe, expect, it } from "vitest";
import { keyOf, subscribe, unsubscribe } from "../../src/push/registration.js";

/** A point as VAPID keys are: 65 bytes, of which the first is a 4. */
const pointOf = (last: number) => Uint8Array.from({ length: 65 }, (_, i) => (i === 0 ? 4 : last));
const base64url = (bytes: Uint8Array) => Buffer.from(bytes).toString("base64url");

/** A browser's side, which has one subscription at the most. */
class Pushing {
  readonly log: string[] = [];
  #present: PushSubscription | null = null;

  get pushManager(): PushManager {
    return this as unknown as PushManager;
  }

  async getSubscription(): Promise<PushSubscription | null> {
    return this.#present;
  }

  async subscribe(options: PushSubscriptionOptionsInit): Promise<PushSubscription> {
    const { buffer } = options.applicationServerKey as Uint8Array;
    this.log.push(`subscribe ${String(options.userVisibleOnly)}`);
    this.#present = {
      options: { userVisibleOnly: true, applicationServerKey: buffer },
      unsubscribe: async () => {
        this.log.push("unsubscribe");
        this.#present = null;
        return true;
      },
    } as unknown as PushSubscription;
    return this.#present;
  }
}

describe("the subscription of a browser", () => {
  const key = base64url(pointOf(1));

  it("is made once", async () => {
    const pushing = new Pushing();

    const subscription = await subscribe(pushing, key);

    expect(await subscribe(pushing, key)).toBe(subscription);
    expect(pushing.log).toEqual(["subscribe true"]);
    expect(subscription.options.applicationServerKey).toEqual(pointOf(1).buffer);
  });

  it("is made anew when the server has another key", async () => {
    const pushing = new Pushing();
    const before = await subscribe(pushing, key);

    const after = await subscribe(pushing, base64url(pointOf(2)));

    expect(after).not.toBe(before);
    expect(pushing.log).toEqual(["subscribe true", "unsubscribe", "subscribe true"]);
  });

  it("ends once", async () => {
    const pushing = new Pushing();
    await subscribe(pushing, key);

    expect(await unsubscribe(pushing)).toBe(true);
    expect(await unsubscribe(pushing)).toBe(false);
  });
});

describe("a VAPID key", () => {
  it("is base64url, with or without its padding", () => {
    const point = pointOf(0xfb);
    expect(keyOf(base64url(point))).toEqual(point);
    expect(keyOf(Buffer.from(point).toString("base64"))).toEqual(point);
  });

  it.each(["", "BA", "not a key!", base64url(pointOf(1)).slice(1), base64url(new Uint8Array(65))])(
    "is not '%s'",
    (text) => {
      expect(() => keyOf(text)).toThrow(RangeError);
    },
  );
});
