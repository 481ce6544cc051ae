import { expect, test } from "vitest";
import { ar } from "../src/strings/ar.js";
import { de } from "../src/strings/de.js";
import { en } from "../src/strings/en.js";
import { ja } from "../src/strings/ja.js";
import { setStrings, watchWords, Words } from "../src/strings/words.js";

const HOUR_MS = 3_600_000;

test("the first language that is wanted and known is spoken, by its region's rules", () => {
  expect(new Words(["de-AT"]).language).toBe("de-AT");
  expect(new Words(["de-AT"]).say("archive")).toBe(de.archive);
  expect(new Words(["nl", "ja"]).language).toBe("ja");
  expect(new Words(["nl"]).language).toBe("en");
  expect(new Words([]).language).toBe("en");
});

test("a language is found however it is written, by what it is a variety of", () => {
  setStrings("PT-br", { archive: "Arquivar" });
  setStrings("zh-Hant", { archive: "封存" });

  expect(new Words(["DE"]).say("archive")).toBe(de.archive);
  expect(new Words(["DE"]).language).toBe("de");
  expect(new Words(["pt-br"]).say("archive")).toBe("Arquivar");
  expect(new Words(["zh-Hant-TW"]).say("archive")).toBe("封存");
  expect(new Words(["zh-Hant-x-own"]).say("archive")).toBe("封存");
  expect(new Words(["ar-u-nu-latn"]).direction).toBe("rtl");
  expect(new Words(["pt-PT", "ja"]).language).toBe("ja");
});

test("a variety says what it leaves out as its language does", () => {
  setStrings("de-CH", { close: "Schliessen", types: { order: "Bestellig" } });
  setStrings("de", { types: { order: "Bestellung", parcel: "Paket" } });

  const words = new Words(["de-CH-1996"]);

  expect(words.say("close")).toBe("Schliessen");
  expect(words.say("archive")).toBe(de.archive);
  expect(words.type("order")).toBe("Bestellig");
  expect(words.type("parcel")).toBe("Paket");
  expect(words.type("comment")).toBe("Kommentar");
  expect(new Words(["de"]).say("close")).toBe(de.close);
});

test("strings of no language are refused", () => {
  expect(() => setStrings("de_DE", {})).toThrow(RangeError);
});

test("what is no language is passed over", () => {
  expect(new Words(["not a language!", "de"]).language).toBe("de");
});

test("Arabic runs from right to left", () => {
  expect(new Words(["ar"]).direction).toBe("rtl");
  expect(new Words(["ja"]).direction).toBe("ltr");
});

test("a count is said in the plural form of its language", () => {
  expect(new Words(["en"]).count("waiting", 1)).toBe("1 change waits");
  expect(new Words(["en"]).count("waiting", 1_200)).toBe("1,200 changes wait");
  expect(new Words(["ar-u-nu-latn"]).count("waiting", 2)).toBe("تغييران معلّقان");
  expect(new Words(["ar-u-nu-latn"]).count("waiting", 5)).toBe("5 تغييرات معلّقة");
});

test("an age is said in the unit that fits", () => {
  const words = new Words(["en"]);

  expect(words.age(0, 20_000)).toBe("just now");
  expect(words.age(0, 5 * HOUR_MS)).toBe("5 hr. ago");
  expect(words.age(0, 47 * HOUR_MS)).toBe("1 day ago");
  expect(words.age(0, 13 * 24 * HOUR_MS)).toBe("1 wk. ago");
  expect(words.age(47 * HOUR_MS, 0)).toBe("in 1 day");
  expect(words.age(3 * HOUR_MS, 0)).toBe("in 3 hr.");
});

test("what is put in is not filled in again", () => {
  expect(new Words(["en"]).say("answeredBy", { answer: "{name}", name: "Ann" })).toBe(
    "{name}, by Ann",
  );
});

test("types have the name that the strings, the server, or they themselves say", () => {
  const words = new Words(["de"]);

  expect(words.type("comment")).toBe("Kommentar");
  expect(words.type("comment", "Remark")).toBe("Remark");
  expect(words.type("order_shipped", "Shipments")).toBe("Shipments");
  expect(words.type("order_shipped")).toBe("Order shipped");
  expect(words.type("___")).toBe("___");
});

test("a page replaces some strings, and adds a language", () => {
  let told = 0;
  const stop = watchWords(() => (told += 1));
  setStrings("fr", { notifications: "Notifications !" });
  stop();
  setStrings("fr", { archive: "Archiver" });

  const words = new Words(["fr-CA"], { markRead: "Lu" });

  expect(told).toBe(1);
  expect(words.say("notifications")).toBe("Notifications !");
  expect(words.say("archive")).toBe("Archiver");
  expect(words.say("markRead")).toBe("Lu");
  expect(words.say("settings")).toBe(en.settings);
});

test.each([
  ["de", de],
  ["ar", ar],
  ["ja", ja],
])("%s fills the same holes as English, and has all plural forms", (language, strings) => {
  const forms = new Intl.PluralRules(language).resolvedOptions().pluralCategories;
  for (const [key, text] of Object.entries(en)) {
    const own = strings[key as keyof typeof strings];
    if (typeof text === "string") {
      expect(holes(own as string), key).toEqual(holes(text));
    } else if (key !== "types") {
      expect(Object.keys(own).sort(), key).toEqual([...forms].sort());
    }
  }
  // English has names only for those that do not say it themselves.
  expect(Object.keys(strings.types).sort()).toEqual(Object.keys(de.types).sort());
});

function holes(text: string): string[] {
  return (text.match(/\{\w+\}/g) ?? []).sort();
}
