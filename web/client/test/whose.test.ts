import { describe, expect, it } from "vitest";
import { OtherUser, tokenOf, userOf } from "../src/token.js";
import { inboxName, userOfFirst } from "../src/whose.js";
import { EventLoop } from "./tabs/event-loop.js";

/** A token as servers sign them, of which clients read the claims. */
const jwt = (claims: object) => `e30.${btoa(JSON.stringify(claims))}.signature`;

const errorPage = "<html>\r\n<head><title>502 Bad Gateway</title></head>\r\n</html>\r\n";

describe("the user of a token", () => {
  it.each([
    ["a claim", jwt({ sub: "ann" }), "ann"],
    ["a plain name", "ann", "ann"],
    ["a plain name in any letters", "Ännchen 😀".repeat(12), "Ännchen 😀".repeat(12)],
    ["nobody where a page says that there is an error", errorPage, undefined],
    ["nobody where there is nothing", "", undefined],
    ["nobody where it is longer than names are", "a".repeat(129), undefined],
    ["nobody where it is half a character", "\ud83d", undefined],
  ])("is %s", (_, token, user) => {
    expect(userOf(token)).toBe(user);
  });

  it("is the one that is wanted, or the token is not taken", async () => {
    await expect(tokenOf("ann", false, "ann")).resolves.toBe("ann");
    await expect(tokenOf(jwt({ sub: "ben" }), false, "ann")).rejects.toBeInstanceOf(OtherUser);
    const noToken = tokenOf(() => errorPage, false, "ann");
    await expect(noToken).rejects.not.toBeInstanceOf(OtherUser);
  });

  it("is asked for until a token says it, or nobody wants to know", async () => {
    const clock = new EventLoop();
    const answers = [errorPage, new Error("no network"), "ann"];
    let failures = 0;
    const waiting = {
      isWanted: () => failures < 5,
      onFailure: () => {
        failures += 1;
        // Which waits from now on.
        queueMicrotask(() => clock.moveTo(failures * 60_000));
      },
    };
    const source = () => {
      const answer = answers.shift() ?? "";
      if (answer instanceof Error) {
        throw answer;
      }
      return answer;
    };

    expect(await userOfFirst(source, waiting, clock)).toBe("ann");
    expect(failures).toBe(2);
    expect(await userOfFirst(source, waiting, clock)).toBeUndefined();
    expect(failures).toBe(5);
  });
});

describe("the name of an inbox", () => {
  it.each([
    ["https://bell.example.org/"],
    ["https://bell.example.org:443"],
    ["https://Bell.example.org/?for=ann"],
  ])("is the same where the address is written as %s", (url) => {
    expect(inboxName(url, "ann")).toBe(inboxName("https://bell.example.org", "ann"));
  });

  it.each([
    ["http://bell.example.org", "ann"],
    ["https://bell.example.org:8443", "ann"],
    ["https://bell.example.org", "ben"],
    ["localhost:3000", "ann"],
    [undefined, "ann"],
  ])("is another one for %s and %s", (url, user) => {
    expect(inboxName(url, user)).not.toBe(inboxName("https://bell.example.org", "ann"));
    expect(inboxName(url, user)).not.toBe(inboxName("localhost:4000", "ann"));
  });
});
