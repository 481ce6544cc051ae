import { describe, expect, it } from "vitest";
import {
  ALL,
  choice,
  differing,
  hasChoices,
  isMute,
  isOnForAll,
  isOnForSome,
  sameForAll,
  speaking,
  toDefault,
} from "../../src/preferences/choices.js";
import { type, view } from "./views.js";

describe("a channel for all types", () => {
  it("is what the user chose", () => {
    const off = view({ preferences: { channels: { push: false } }, types: [type("like")] });

    expect(isOnForAll(off, "push")).toBe(false);
  });

  it("is on by default where one type speaks on it that could be switched off", () => {
    const locked = type("billing", [], { required: true });

    expect(isOnForAll(view(), "email")).toBe(true);
    expect(isOnForAll(view({ types: [type("a", ["email"]), type("b")] }), "email")).toBe(true);
    expect(isOnForAll(view({ types: [type("a", ["email"]), locked] }), "email")).toBe(false);
  });

  it("names the types for which it is otherwise", () => {
    const types = [type("a", ["email"]), type("b"), type("c", ["email"])];

    expect(differing(view({ types }), "email").map((each) => each.type)).toEqual(["a", "c"]);
  });

  it("is on for some where a type speaks on it all the same, by choice or as required", () => {
    const preferences = { channels: { email: false } };
    const off = type("a", ["email"]);
    const required = type("b", [], { required: true });

    expect(isOnForSome(view({ preferences, types: [off] }), "email")).toBe(false);
    expect(isOnForSome(view({ preferences, types: [off, type("c")] }), "email")).toBe(true);
    expect(isOnForSome(view({ preferences, types: [off, required] }), "email")).toBe(true);
    expect(isOnForSome(view(), "email")).toBe(true);
  });

  it("becomes the same for all: choices for single types are taken back", () => {
    const preferences = { types: { a: { email: false }, c: { push: false } } };
    const types = [type("a", ["email"]), type("b", ["email"]), type("c", ["push"])];

    expect(sameForAll(view({ preferences, types }), "email")).toEqual({
      channels: { email: true },
      types: { a: { email: null } },
    });
  });

  it("is the same for all already where only required types differ", () => {
    const types = [type("a"), type("b", ["email"], { required: true })];

    expect(differing(view({ types }), "email")).toHaveLength(1);
    expect(sameForAll(view({ types }), "email")).toBeUndefined();
  });
});

describe("a choice", () => {
  it("is a merge patch of one channel", () => {
    expect(choice(view(), ALL, "push", false)).toEqual({ channels: { push: false } });
    expect(choice(view(), "like", "push", false)).toEqual({ types: { like: { push: false } } });
  });

  it("for a type is taken back when it is that for all", () => {
    const off = view({ preferences: { channels: { push: false } } });

    expect(choice(off, "like", "push", false)).toEqual({ types: { like: { push: null } } });
    expect(choice(off, "like", "push", true)).toEqual({ types: { like: { push: true } } });
  });

  it("can be taken back where there is one", () => {
    const chosen = view({ preferences: { types: { like: { push: true }, info: {} } } });

    expect(hasChoices(chosen, "like")).toBe(true);
    expect(hasChoices(chosen, "comment")).toBe(false);
    expect(hasChoices(chosen, "info")).toBe(false);
    expect(hasChoices(chosen, ALL)).toBe(false);
    expect(toDefault("like")).toEqual({ types: { like: null } });
    expect(toDefault(ALL)).toEqual({ channels: null });
  });
});

describe("a type that is not in the app", () => {
  const silent = type("like", ["inApp"]);

  it("neither pops up nor makes a sound, whatever is chosen", () => {
    expect(isMute(silent, "toast")).toBe(true);
    expect(isMute(silent, "sound")).toBe(true);
    expect(isMute(type("like"), "toast")).toBe(false);
  });

  it("still is pushed and mailed", () => {
    expect(speaking(silent)).toEqual(["push", "email"]);
  });
});
