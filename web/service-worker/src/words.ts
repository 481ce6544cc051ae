/** What is shown of a push that cannot be understood, by language. */
const SOMETHING_NEW: Readonly<Record<string, string>> = {
  en: "There is something new",
  de: "Es gibt etwas Neues",
  ar: "هناك شيء جديد",
  ja: "新しいお知らせがあります",
};

/** The same in one of the user's languages. @param languages such as `de-AT`, the preferred first */
export function somethingNew(languages: readonly string[]): string {
  const words = languages.map((language) => SOMETHING_NEW[language.split("-", 1)[0] ?? ""]);
  return words.find((text) => text !== undefined) ?? "There is something new";
}
