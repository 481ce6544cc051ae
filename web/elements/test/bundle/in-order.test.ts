import { expect, test } from "vitest";
import { inOrder, written, type Texts } from "../../bundle/in-order.js";
import { ar } from "../../src/strings/ar.js";
import { de } from "../../src/strings/de.js";
import { en } from "../../src/strings/en.js";
import { ja } from "../../src/strings/ja.js";

const texts = (strings: object) => strings as Texts;

test.each([{ ar }, { de }, { en }, { ja }])("%o is read as it was written", (language) => {
  const [strings = {}] = Object.values(language);
  expect(inOrder(texts(en), written(texts(en), texts(strings)))).toEqual(strings);
});
