/** What is said in a language: by name a text, or a text in several forms. */
export interface Texts {
  readonly [name: string]: string | { readonly [form: string]: string };
}

const [BETWEEN_TEXTS, BETWEEN_FORMS, AFTER_FORM] = ["\n", "|", ":"];

/** What a language says, without the names: its texts in the order of the English ones. */
export function written(english: Texts, texts: Texts): string {
  return Object.keys(english)
    .map((name) => {
      const text = texts[name] ?? "";
      const forms = typeof text === "string" ? [text] : Object.entries(text);
      return forms.map((form) => [form].flat().join(AFTER_FORM)).join(BETWEEN_FORMS);
    })
    .join(BETWEEN_TEXTS);
}

/** Reads what {@link written} wrote. */
export function inOrder(english: Texts, lines: string): Texts {
  const texts = lines.split(BETWEEN_TEXTS);
  return Object.fromEntries(
    Object.entries(english).map(([name, text], index) => {
      const line = texts[index] ?? "";
      return [name, typeof text === "string" ? line : formsOf(line)];
    }),
  );
}

function formsOf(line: string): { readonly [form: string]: string } {
  const forms = line.split(BETWEEN_FORMS).map((each): [string, string] => {
    const [form = "", ...text] = each.split(AFTER_FORM);
    return [form, text.join(AFTER_FORM)];
  });
  return Object.fromEntries(forms);
}
