import type { Call } from "../backend.js";

/** The shell command that makes the same call. */
export function curlOf({ path, headers, body }: Call, origin: string, key: string | null): string {
  const all: readonly (readonly [string, string])[] = [
    ...(key === null ? [] : [["Authorization", `Bearer ${key}`] as const]),
    ["Content-Type", "application/json"],
    ...Object.entries(headers ?? {}),
  ];
  return [
    `curl ${origin}${path}`,
    ...all.map(([name, value]) => `-H ${quoted(`${name}: ${value}`)}`),
    `-d ${quoted(jsonOf(body))}`,
  ].join(" \\\n  ");
}

/** Of many notifications each has one line. */
function jsonOf(body: unknown): string {
  const { notifications } = body as { readonly notifications?: readonly unknown[] };
  if (notifications === undefined) {
    return JSON.stringify(body, null, 2);
  }
  const lines = notifications.map((each) => `  ${JSON.stringify(each)}`);
  return `{"notifications": [\n${lines.join(",\n")}\n]}`;
}

function quoted(word: string): string {
  return `'${word.replaceAll("'", `'\\''`)}'`;
}
