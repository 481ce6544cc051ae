import type { TypeChoices } from "@belfry/client";
import type { Words } from "../strings/words.js";

/** A type with the name that its user knows. */
export interface NamedType {
  readonly name: string;
  readonly choices: TypeChoices;
}

/** The types that people find under one name; those without a category have the empty one. */
export interface Category {
  readonly name: string;
  readonly types: readonly NamedType[];
}

/** The types by category and by name, as a language sorts them; first those without a category. */
export function categories(types: readonly TypeChoices[], words: Words): readonly Category[] {
  const { compare } = new Intl.Collator(words.language);
  const sorted = <T extends { readonly name: string }>(all: readonly T[]) =>
    [...all].sort((a, b) => compare(a.name, b.name));
  const names = new Set(types.map(({ category = "" }) => category));
  return sorted(
    [...names].map((name) => ({
      name,
      types: sorted(
        types
          .filter(({ category = "" }) => category === name)
          .map((choices) => ({ name: words.type(choices.type, choices.label), choices })),
      ),
    })),
  );
}
