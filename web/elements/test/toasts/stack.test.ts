import type { Notification, Priority } from "@belfry/client";
import { beforeEach, describe, expect, it } from "vitest";
import { ANSWERED_MS, MOST, SHOWN_MS, Stack } from "../../src/toasts/stack.js";
import { notificationToast, recapToast, refusedToast } from "../../src/toasts/toast.js";
import { notification } from "../notifications.js";

let nowMs = 0;
let stack: Stack;

beforeEach(() => {
  nowMs = 1_000;
  stack = new Stack(() => nowMs);
});

function put(id: string, priority: Priority = "normal"): void {
  stack.put(notificationToast(notification(id, { priority })));
}

function pass(ms: number): readonly string[] {
  nowMs += ms;
  return stack.expire();
}

function shown(limit: number): readonly string[] {
  return stack.shown(limit).toasts.map(({ key }) => key);
}

function inbox(...notifications: readonly Notification[]): ReadonlyMap<string, Notification> {
  return new Map(notifications.map((each) => [each.id, each]));
}

describe("what is shown", () => {
  it("is newest first, and of too many the newest", () => {
    for (const id of ["a", "b", "c", "d", "e"]) {
      put(id);
    }

    expect(shown(3)).toEqual(["e", "d", "c"]);
    expect(stack.shown(3).more).toBe(2);
    expect(shown(Number.POSITIVE_INFINITY)).toEqual(["e", "d", "c", "b", "a"]);
  });

  it("keeps what is urgent although lesser ones are newer, and in its place", () => {
    put("a", "urgent");
    for (const id of ["b", "c", "d"]) {
      put(id, "high");
    }

    expect(shown(3)).toEqual(["d", "c", "a"]);
  });

  it("is the newest where more are urgent than there is room for", () => {
    for (const id of ["a", "b", "c", "d"]) {
      put(id, "urgent");
    }
    put("e");

    expect(shown(3)).toEqual(["d", "c", "b"]);
    expect(stack.shown(3).more).toBe(2);
  });

  it("has each key once: what comes again is the newest, for its whole time", () => {
    put("a");
    put("b");
    nowMs += 5_000;
    put("a");

    expect(shown(3)).toEqual(["a", "b"]);
    expect(pass(1_000)).toEqual(["b"]);
    expect(shown(3)).toEqual(["a"]);
  });

  it("is never more than so many, of which what is urgent is kept", () => {
    put("first", "urgent");
    for (let index = 0; index < MOST; index += 1) {
      put(`n${index}`);
    }

    expect(stack.size).toBe(MOST);
    expect(stack.keys).toContain("first");
    expect(stack.keys).not.toContain("n0");
  });

  it("has one recap, and each reason of refusals once", () => {
    stack.put(recapToast(3));
    stack.put(recapToast(5));
    stack.put(refusedToast("No."));
    stack.put(refusedToast("No."));
    stack.put(refusedToast("Never."));

    expect(stack.size).toBe(3);
    expect(stack.get("recap")).toMatchObject({ count: 5 });
  });
});

describe("the time of toasts", () => {
  it.each<[Priority, number]>([
    ["low", 6_000],
    ["normal", 6_000],
    ["high", 12_000],
  ])("of %s priority is %d ms", (priority, ms) => {
    put("a", priority);

    expect(stack.nextMs).toBe(ms);
    expect(pass(ms - 1)).toEqual([]);
    expect(pass(1)).toEqual(["a"]);
    expect(stack.size).toBe(0);
  });

  it("never ends for what is urgent", () => {
    put("a", "urgent");

    expect(stack.nextMs).toBe(Number.POSITIVE_INFINITY);
    expect(pass(1e9)).toEqual([]);
  });

  it("stands still while the stack rests, and goes on from there", () => {
    put("a");
    nowMs += 4_000;
    stack.rest(true);

    expect(stack.nextMs).toBe(Number.POSITIVE_INFINITY);
    expect(pass(60_000)).toEqual([]);
    stack.rest(false);
    expect(stack.nextMs).toBe(2_000);
    expect(pass(2_000)).toEqual(["a"]);
  });

  it("is whole for what comes while the stack rests", () => {
    stack.rest(true);
    put("a");
    nowMs += 60_000;
    stack.rest(false);

    expect(stack.nextMs).toBe(SHOWN_MS.normal);
  });
});

describe("a toast follows its notification", () => {
  it("as that grows, without more time", () => {
    put("a");
    nowMs += 2_000;
    stack.follow(inbox(notification("a", { title: "2 likes" })));

    expect(stack.get("a")).toMatchObject({ notification: { title: "2 likes" } });
    expect(stack.nextMs).toBe(4_000);
  });

  it.each<[string, Partial<Notification> | undefined]>([
    ["read", { read: true }],
    ["archived", { archived: true }],
    ["snoozed", { snoozedUntil: 9e12 }],
    ["deleted", undefined],
  ])("away when it is %s", (_, change) => {
    put("a");
    put("b");
    const b = notification("b");
    stack.follow(change === undefined ? inbox(b) : inbox(notification("a", change), b));

    expect(stack.keys).toEqual(["b"]);
  });

  it("is the very same while nothing changes", () => {
    put("a");
    const before = stack.get("a");
    stack.follow(
      inbox(
        ...[stack.get("a")].flatMap((toast) =>
          toast?.kind === "notification" ? [toast.notification] : [],
        ),
      ),
    );

    expect(stack.get("a")).toBe(before);
  });

  it("leaves other toasts alone", () => {
    stack.put(recapToast(3));
    stack.follow(inbox());

    expect(stack.keys).toEqual(["recap"]);
  });
});

describe("a button", () => {
  it("holds the toast until its answer is known, although it is read by it", () => {
    put("a");
    stack.press("a", { state: "pending", action: "yes" });

    expect(pass(60_000)).toEqual([]);
    stack.follow(inbox(notification("a", { read: true })));
    expect(stack.keys).toEqual(["a"]);
    stack.press("a", { state: "done", action: "yes" });
    expect(stack.nextMs).toBe(ANSWERED_MS);
  });

  it("lets an urgent one go once it is answered", () => {
    put("a", "urgent");
    stack.press("a", { state: "late", outcome: { action: "no", at: 1 } });

    expect(pass(ANSWERED_MS)).toEqual(["a"]);
  });

  it("that failed leaves all as it was", () => {
    put("a", "urgent");
    stack.press("a", { state: "pending", action: "yes" });
    stack.press("a", { state: "failed", reason: "offline" });

    expect(stack.nextMs).toBe(Number.POSITIVE_INFINITY);
    stack.follow(inbox(notification("a", { read: true })));
    expect(stack.size).toBe(0);
  });
});
