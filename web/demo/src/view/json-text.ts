/** A stretch of JSON of one kind. */
export interface Token {
  readonly kind: "name" | "text" | "value" | "mark";
  readonly text: string;
}

const TOKEN = /("(?:[^"\\]|\\.)*")(\s*:)?|true|false|null|-?\d[\d.eE+-]*/g;
const JWT = /^[\w-]{8,}\.[\w-]{8,}\.[\w-]{8,}$/;

/** JSON in its kinds of words; together they are the text again. */
export function tokensOf(json: string): readonly Token[] {
  const tokens: Token[] = [];
  let at = 0;
  for (const match of json.matchAll(TOKEN)) {
    const [whole, quoted, colon] = match;
    if (match.index > at) {
      tokens.push({ kind: "mark", text: json.slice(at, match.index) });
    }
    if (quoted === undefined) {
      tokens.push({ kind: "value", text: whole });
    } else {
      tokens.push({ kind: colon === undefined ? "text" : "name", text: quoted });
      if (colon !== undefined) {
        tokens.push({ kind: "mark", text: colon });
      }
    }
    at = match.index + whole.length;
  }
  return at < json.length ? [...tokens, { kind: "mark", text: json.slice(at) }] : tokens;
}

/** A value as JSON, in which tokens of users are cut short; `indent` 0 puts it on one line. */
export function jsonText(value: unknown, indent: number): string {
  const shorten = (_: string, each: unknown) =>
    typeof each === "string" && JWT.test(each)
      ? `${each.slice(0, 12)}… (${each.length} characters)`
      : each;
  return JSON.stringify(value, shorten, indent) ?? "";
}
