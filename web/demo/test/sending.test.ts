import { execFileSync } from "node:child_process";
import { describe, expect, it } from "vitest";
import { curlOf } from "../src/sending/curl.js";
import { emptyAction, emptyDraft, type Draft } from "../src/sending/draft.js";
import { outcomeOf } from "../src/sending/outcome.js";
import { PRESETS, firstDraft, presetDraft } from "../src/sending/presets.js";
import { requestOf } from "../src/sending/request.js";
import type { Call } from "../src/backend.js";

const draft: Draft = { ...emptyDraft, users: ["ann"], title: "Hello" };
const ORIGIN = "http://127.0.0.1:3000";

function callOf(changes: Partial<Draft>): Call {
  const built = requestOf({ ...draft, ...changes });
  if (!("call" in built)) {
    throw new Error(JSON.stringify(built.problems));
  }
  return built.call;
}

function problemsOf(changes: Partial<Draft>): Readonly<Record<string, string>> {
  const built = requestOf({ ...draft, ...changes });
  return "problems" in built ? built.problems : {};
}

/** The arguments that a shell would hand to curl. */
function argumentsOf(command: string): string[] {
  const script = `curl() { printf '%s\\0' "$@"; }; ${command}`;
  return execFileSync("sh", ["-c", script], { encoding: "utf8" }).split("\0").slice(0, -1);
}

describe("a draft", () => {
  it("leaves out what is empty or the default", () => {
    expect(callOf({})).toEqual({
      method: "POST",
      path: "/api/v1/notifications",
      headers: {},
      body: { to: "ann", title: "Hello" },
    });
  });

  it("names everything else", () => {
    const call = callOf({
      users: ["ann", "ben"],
      type: "like",
      priority: "urgent",
      message: "M",
      url: " /u ",
      icon: "/i.svg",
      actorId: "dora",
      actorName: "Dora",
      actorAvatar: "/d.svg",
      data: '{"a": [1]}',
      actions: [{ ...emptyAction, id: "ok", label: "OK", style: "primary" }],
      actionGroup: "g",
      groupKey: "k",
      groupTitle: "{{count}}",
      groupWindow: "60",
      sendAt: "09:00",
      cancelKey: "c",
      ttl: "3600",
      expiresAt: "2030-01-01T00:00:00Z",
      idempotencyKey: "once",
    });

    expect(call.headers).toEqual({ "Idempotency-Key": "once" });
    expect(call.body).toEqual({
      to: ["ann", "ben"],
      type: "like",
      priority: "urgent",
      title: "Hello",
      message: "M",
      url: "/u",
      icon: "/i.svg",
      actor: { id: "dora", name: "Dora", avatar: "/d.svg" },
      data: { a: [1] },
      actions: [{ id: "ok", label: "OK", style: "primary" }],
      actionGroup: "g",
      group: { key: "k", title: "{{count}}", window: 60 },
      sendAt: "09:00",
      cancelKey: "c",
      ttl: 3600,
      expiresAt: "2030-01-01T00:00:00Z",
    });
  });

  it("goes to a topic or to all, less some, with attributes", () => {
    const some = { except: ["ben"], where: '{"plan": "pro"}' };

    expect(callOf({ ...some, audience: "topic", topic: "t" }).body).toMatchObject({
      to: { topic: "t", except: ["ben"], where: { plan: "pro" } },
    });
    expect(callOf({ audience: "all" }).body).toMatchObject({ to: { all: true } });
  });

  it("that is many is one call with each of them", () => {
    const { path, body } = callOf({ users: ["ann", "ben"], times: "2" });

    expect(path).toBe("/api/v1/notifications/batch");
    expect(body).toEqual({
      notifications: [
        { to: "ann", title: "Hello (1 of 2)" },
        { to: "ann", title: "Hello (2 of 2)" },
        { to: "ben", title: "Hello (1 of 2)" },
        { to: "ben", title: "Hello (2 of 2)" },
      ],
    });
  });

  it("leaves to the server what can be written as JSON", () => {
    expect(callOf({ title: "", ttl: "soon", data: "[]" }).body).toEqual({
      to: "ann",
      title: "",
      data: [],
      ttl: "soon",
    });
  });

  it.each<[string, Partial<Draft>]>([
    ["/to", { users: [] }],
    ["/data", { data: "{" }],
    ["/to/where", { where: "plan" }],
    ["times", { times: "0" }],
    ["times", { times: "many" }],
    ["times", { times: "2", audience: "all" }],
  ])("names what is wrong with %s", (path, changes) => {
    expect(Object.keys(problemsOf(changes))).toEqual([path]);
  });
});

describe("the shown command", () => {
  it("carries address, key, headers and body", () => {
    const call = callOf({ idempotencyKey: "order 7" });
    const args = argumentsOf(curlOf(call, ORIGIN, "key-1"));

    expect(args.slice(0, -1)).toEqual([
      `${ORIGIN}/api/v1/notifications`,
      "-H",
      "Authorization: Bearer key-1",
      "-H",
      "Content-Type: application/json",
      "-H",
      "Idempotency-Key: order 7",
      "-d",
    ]);
    expect(JSON.parse(args.at(-1) ?? "")).toEqual(call.body);
  });

  it("sends no key where none is needed", () => {
    expect(curlOf(callOf({}), ORIGIN, null)).not.toContain("Authorization");
  });

  it("keeps a title with quotes, dollars and backslashes from the shell", () => {
    const title = `it's $HOME \`id\` "x" \\ '; exit 1 #`;
    const body = argumentsOf(curlOf(callOf({ title }), ORIGIN, null)).at(-1);

    expect(JSON.parse(body ?? "")).toEqual({ to: "ann", title });
  });

  it("has a line for each of many", () => {
    const call = callOf({ times: "3" });
    const command = curlOf(call, ORIGIN, null);

    expect(JSON.parse(argumentsOf(command).at(-1) ?? "")).toEqual(call.body);
    expect(command.match(/^ {2}\{"to"/gm)).toHaveLength(3);
  });
});

describe("an answer", () => {
  const answer = (status: number, body: unknown) => outcomeOf({ status, body, tookMs: 3 });

  it("names the fields that were refused", () => {
    const { tone, text, problems } = answer(422, {
      title: "Some fields are not valid: see 'errors'.",
      errors: [
        { path: "/title", message: "must have 1 to 256 characters, has 0" },
        { path: "/actions/0/label", message: "must have 1 to 64 characters" },
      ],
    });

    expect(tone).toBe("bad");
    expect(text).toBe("Refused: 2 fields are not valid.");
    expect(problems).toEqual({
      "/title": "must have 1 to 256 characters, has 0",
      "/actions/0/label": "must have 1 to 64 characters",
    });
  });

  it.each<[string, number, unknown]>([
    ["Stored; every window of the user has it.", 201, { id: "1" }],
    ["2 notifications stored.", 202, { accepted: 2, notifications: [{ to: "ann", id: "1" }] }],
    ["1 notification stored, 1 not wanted.", 202, { accepted: 1, suppressed: 1 }],
    [
      "2 notifications wait.",
      202,
      { accepted: 2, notifications: [{ to: "ann", id: "1", status: "scheduled" }] },
    ],
    [
      "1 notification waits, 1 refused: /sendAt is past.",
      202,
      {
        accepted: 1,
        notifications: [{ to: "ann", id: "1", status: "scheduled" }],
        refused: [{ to: "ben", error: { errors: [{ path: "/sendAt", message: "is past" }] } }],
      },
    ],
    ["Stored once, for whoever subscribes to t.", 202, { id: "1", to: { topic: "t" } }],
    ["Stored once, for everybody who is known.", 202, { id: "1", to: { all: true } }],
    ["2 notifications stored in one call.", 200, { results: [{ status: 201 }, { status: 201 }] }],
    [
      "This Idempotency-Key was used for another body.",
      422,
      { title: "This Idempotency-Key was used for another body." },
    ],
    ["Refused with 500.", 500, undefined],
    ["The server cannot be reached.", 0, undefined],
  ])("says: %s", (text, status, body) => {
    expect(answer(status, body).text).toBe(text);
  });

  it("says why nothing was stored", () => {
    const channels = { inApp: { why: "The user chose so." } };

    expect(answer(200, { suppressed: true, channels })).toMatchObject({
      tone: "quiet",
      text: "Not stored: the user chose so.",
    });
  });

  it("says when it will be sent", () => {
    const { text } = answer(202, { id: "1", sendAt: "2026-01-02T08:00:00.000Z" });

    expect(text).toMatch(/^It waits until .+\.$/);
  });

  it("of many tells the first refusal", () => {
    const error = { errors: [{ path: "/title", message: "is too long" }] };
    const { text, problems } = answer(200, { results: [{ status: 201 }, { status: 422, error }] });

    expect(text).toBe("1 of 2 stored; the first refusal: /title is too long.");
    expect(problems).toEqual({ "/title": "is too long" });
  });
});

describe("a preset", () => {
  it.each(PRESETS)("$label can be sent to whoever is chosen", (preset) => {
    const before = { ...firstDraft(["ben", "carla"]), idempotencyKey: "old", data: "{" };
    const made = presetDraft(preset, 1, before);

    expect(made.users).toEqual(["ben", "carla"]);
    expect(made.idempotencyKey).toBe("");
    expect(requestOf(made)).toHaveProperty("call");
  });

  it("that is for users goes to those, whatever was chosen", () => {
    const many = PRESETS.find(({ id }) => id === "many");
    const before: Draft = { ...firstDraft(["ben"]), audience: "all" };

    expect(many && presetDraft(many, 0, before).audience).toBe("users");
  });
});
