import { execFileSync } from "node:child_process";
import { describe, expect, it } from "vitest";
import { bodyOf, curlOf, type Draft } from "../src/sending.js";

const draft: Draft = {
  to: ["ann"],
  type: "info",
  priority: "normal",
  title: "Hello",
  message: "",
  url: "",
};

/** The arguments that a shell would hand to curl. */
function argumentsOf(command: string): string[] {
  const script = `curl() { printf '%s\\0' "$@"; }; ${command}`;
  return execFileSync("sh", ["-c", script], { encoding: "utf8" }).split("\0").slice(0, -1);
}

describe("a draft", () => {
  it("leaves out what is empty or the default", () => {
    expect(bodyOf(draft)).toEqual({ to: "ann", title: "Hello" });
  });

  it("names everything else", () => {
    const full: Draft = {
      to: ["ann", "ben"],
      type: "like",
      priority: "urgent",
      title: "T",
      message: "M",
      url: "/u",
    };

    expect(bodyOf(full)).toEqual(full);
  });
});

describe("the shown command", () => {
  it("carries address, key and body", () => {
    const [url, , key, , contentType, , body] = argumentsOf(
      curlOf(draft, "http://127.0.0.1:3000", "key-1"),
    );

    expect(url).toBe("http://127.0.0.1:3000/api/v1/notifications");
    expect(key).toBe("Authorization: Bearer key-1");
    expect(contentType).toBe("Content-Type: application/json");
    expect(JSON.parse(body ?? "")).toEqual(bodyOf(draft));
  });

  it("sends no key where none is needed", () => {
    expect(curlOf(draft, "http://127.0.0.1:3000", null)).not.toContain("Authorization");
  });

  it("keeps a title with quotes, dollars and backslashes from the shell", () => {
    const title = `it's $HOME \`id\` "x" \\ '; exit 1 #`;
    const body = argumentsOf(curlOf({ ...draft, title }, "http://127.0.0.1:3000", null)).at(-1);

    expect(JSON.parse(body ?? "")).toEqual({ to: "ann", title });
  });
});
