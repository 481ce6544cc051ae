import { describe, expect, it } from "vitest";
import { tellKept, type Kept, type Receipt, type Sent } from "../src/receipts.js";

const NOW_MS = 1_767_225_600_000;
const DAY_MS = 86_400_000;

const kept = (address: string, atMs = NOW_MS) => {
  const receipt: Kept = { address, event: "clicked", atMs };
  return { receipt, key: address };
};

/** The server's side: what came of each attempt, and what is forgotten since. */
function means(answers: Readonly<Record<string, Sent>>) {
  const asked: string[] = [];
  const forgotten: string[] = [];
  const send = async ({ address }: Receipt) => {
    asked.push(address);
    return answers[address] ?? "done";
  };
  const forget = async (key: string) => void forgotten.push(key);
  return { asked, forgotten, send, forget };
}

const A = "https://a.example.org";
const B = "https://b.example.org";

describe("receipts that were kept", () => {
  it("are told, and those that are done with forgotten", async () => {
    const server = means({ [`${A}/2`]: "later" });
    const all = [kept(`${A}/1`), kept(`${A}/2`), kept(`${A}/3`)];

    expect(await tellKept(all, NOW_MS, server)).toBe(false);

    expect(server.asked).toEqual([`${A}/1`, `${A}/2`, `${A}/3`]);
    expect(server.forgotten).toEqual([`${A}/1`, `${A}/3`]);
    expect(await tellKept(all.slice(2), NOW_MS, server)).toBe(true);
  });

  it("wait all where their server does not answer one, but not those of another", async () => {
    const server = means({ [`${A}/1`]: "unanswered" });
    const all = [kept(`${A}/1`), kept(`${A}/2`), kept(`${B}/1`), kept(`${A}/3`)];

    expect(await tellKept(all, NOW_MS, server)).toBe(false);

    expect(server.asked).toEqual([`${A}/1`, `${B}/1`]);
    expect(server.forgotten).toEqual([`${B}/1`]);
  });

  it("are forgotten untold after a day", async () => {
    const server = means({});

    expect(await tellKept([kept(`${A}/1`, NOW_MS - DAY_MS - 1)], NOW_MS, server)).toBe(true);

    expect(server.asked).toEqual([]);
    expect(server.forgotten).toEqual([`${A}/1`]);
  });
});
