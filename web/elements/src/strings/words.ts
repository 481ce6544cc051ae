import { ar } from "./ar.js";
import { de } from "./de.js";
import { en } from "./en.js";
import { ja } from "./ja.js";
import type { Plural, Strings } from "./strings.js";

type KeysOf<T> = { [K in keyof Strings]: Strings[K] extends T ? K : never }[keyof Strings];
export type TextKey = KeysOf<string>;
export type PluralKey = Exclude<KeysOf<Plural>, TextKey | "types">;

const RIGHT_TO_LEFT = new Set(["ar", "dv", "fa", "he", "ps", "ur", "yi"]);

const STEPS: readonly (readonly [Intl.RelativeTimeFormatUnit, number])[] = [
  ["year", 31_557_600_000],
  ["month", 2_629_800_000],
  ["week", 604_800_000],
  ["day", 86_400_000],
  ["hour", 3_600_000],
  ["minute", 60_000],
];

const languages = new Map<string, Strings>([
  ["en", en],
  ["de", de],
  ["ar", ar],
  ["ja", ja],
]);
/** What pages say instead, by language. */
const replacements = new Map<string, Partial<Strings>>();
const changes = new EventTarget();

/**
 * Replaces some of what the elements say in a language, or adds a language.
 *
 * @param language as in BCP 47, such as `fr` or `pt-BR`
 * @param strings what is left out is said as before, as in `pt`, or in English
 * @throws RangeError what is said to be a language is none
 */
export function setStrings(language: string, strings: Partial<Strings>): void {
  const name = Intl.getCanonicalLocales(language).join();
  replacements.set(name, merged(replacements.get(name), strings));
  tellChange();
}

/** Says that elements may have other words by now. */
export function tellChange(): void {
  changes.dispatchEvent(new Event("change"));
}

/** Calls `listener` after each {@link tellChange}, until the function it returns is called. */
export function watchWords(listener: () => void): () => void {
  changes.addEventListener("change", listener);
  return () => changes.removeEventListener("change", listener);
}

/** What an element says in one language. */
export class Words {
  /** As in BCP 47: that of the strings, and that in which times and numbers are written. */
  readonly language: string;
  readonly direction: "ltr" | "rtl";
  readonly #strings: Strings;
  /** Names of types: the usual ones, and what the page says instead. */
  readonly #usualTypes: Strings["types"];
  readonly #ownTypes: Strings["types"];
  readonly #numbers: Intl.NumberFormat;
  readonly #plurals: Intl.PluralRules;
  readonly #ages: Intl.RelativeTimeFormat;
  readonly #moments: Intl.DateTimeFormat;
  readonly #soon: Intl.DateTimeFormat;

  /** @param wanted languages as in BCP 47, the most wanted first */
  constructor(wanted: readonly string[], replaced: Partial<Strings> = {}) {
    const language = spoken(wanted);
    let usual = en;
    let own: Partial<Strings> = {};
    for (const name of ranges(language).reverse()) {
      usual = languages.get(name) ?? usual;
      own = merged(own, replacements.get(name));
    }
    own = merged(own, replaced);
    this.#strings = { ...usual, ...own };
    this.#usualTypes = usual.types;
    this.#ownTypes = own.types ?? {};
    this.language = language;
    this.direction = RIGHT_TO_LEFT.has(new Intl.Locale(language).language) ? "rtl" : "ltr";
    this.#numbers = new Intl.NumberFormat(language);
    this.#plurals = new Intl.PluralRules(language);
    this.#ages = new Intl.RelativeTimeFormat(language, { style: "short" });
    this.#soon = new Intl.DateTimeFormat(language, {
      weekday: "short",
      hour: "numeric",
      minute: "2-digit",
    });
    this.#moments = new Intl.DateTimeFormat(language, { dateStyle: "medium", timeStyle: "short" });
  }

  say(key: TextKey, put: Readonly<Record<string, string>> = {}): string {
    return filled(this.#strings[key], put);
  }

  count(key: PluralKey, n: number): string {
    const forms = this.#strings[key];
    return filled(forms[this.#plurals.select(n)] ?? forms.other, { n: this.number(n) });
  }

  number(n: number): string {
    return this.#numbers.format(n);
  }

  /** A type's name: the page's, else `label`, else that of a usual type, else made of the type. */
  type(type: string, label?: string): string {
    const name = this.#ownTypes[type] ?? label ?? this.#usualTypes[type];
    if (name !== undefined) {
      return name;
    }
    const words = type.replaceAll(/[_.-]+/g, " ").trim();
    return words === "" ? type : words.charAt(0).toLocaleUpperCase(this.language) + words.slice(1);
  }

  /** How long ago a moment was, or how far it is; both in epoch milliseconds. */
  age(moment: number, now: number): string {
    const ahead = moment - now;
    for (const [unit, millis] of STEPS) {
      if (Math.abs(ahead) >= millis) {
        return this.#ages.format(Math.trunc(ahead / millis), unit);
      }
    }
    return this.say("justNow");
  }

  /** A moment of the next seven days as a day of the week and a time of day. */
  soon(moment: number): string {
    return this.#soon.format(moment);
  }

  /** A moment as a date and a time of day, in the device's zone; in epoch milliseconds. */
  moment(moment: number): string {
    return this.#moments.format(moment);
  }
}

/** The first language that is wanted and known, be it as one that it is a variety of. */
function spoken(wanted: readonly string[]): string {
  const isKnown = (name: string) => languages.has(name) || replacements.has(name);
  return wanted.flatMap(canonical).find((each) => ranges(each).some(isKnown)) ?? "en";
}

/** A language as it is written properly; nothing when it is none. */
function canonical(language: string): string[] {
  try {
    return Intl.getCanonicalLocales(language);
  } catch {
    return [];
  }
}

/** A language and what it is looked up by in turn, ever shorter (RFC 4647, section 3.4). */
function ranges(language: string): string[] {
  const shorter = language.replace(/(-\w)?-\w+$/, "");
  return shorter === language ? [language] : [language, ...ranges(shorter)];
}

function merged(before: Partial<Strings> = {}, after: Partial<Strings> = {}): Partial<Strings> {
  return { ...before, ...after, types: { ...before.types, ...after.types } };
}

function filled(text: string, put: Readonly<Record<string, string>>): string {
  return text.replaceAll(/\{(\w+)\}/g, (hole, name: string) => put[name] ?? hole);
}
