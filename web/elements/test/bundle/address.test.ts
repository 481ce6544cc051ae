import { parse as original } from "engine.io-client";
import { expect, test } from "vitest";
import { parse } from "../../bundle/address.js";

test.each([
  "https://bell.example.org",
  "https://bell.example.org/",
  "http://127.0.0.1:3000/inbox?for=ann",
  "ws://user:secret@bell.example.org:81/a/b.c?d=e&f=g#h",
  "http://[::1]:3000/bell",
  "https://[2001:db8::7]",
  "https://Bell.example.org?a",
  "https://",
])("the parts of %s are those that the library finds", (address) => {
  expect(original(address)).toMatchObject(parse(address));
});
