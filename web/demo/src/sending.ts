import type { Priority } from "@belfry/client";

/** What the form holds. */
export interface Draft {
  readonly to: readonly string[];
  readonly type: string;
  readonly priority: Priority;
  readonly title: string;
  readonly message: string;
  readonly url: string;
}

/** How a send ended. */
export type Outcome =
  | { readonly sent: true; readonly status: number; readonly millis: number }
  | { readonly sent: false; readonly status: number; readonly reason: string };

interface Problem {
  readonly title?: string;
  readonly detail?: string;
  readonly errors?: readonly { readonly path: string; readonly message: string }[];
}

const SEND_PATH = "/api/v1/notifications";

/** The request's body: what was left empty or at its default stays out of it. */
export function bodyOf(draft: Draft): Record<string, unknown> {
  const [only, ...others] = draft.to;
  return {
    to: others.length === 0 ? only : draft.to,
    ...(draft.type !== "info" && { type: draft.type }),
    ...(draft.priority !== "normal" && { priority: draft.priority }),
    title: draft.title,
    ...(draft.message !== "" && { message: draft.message }),
    ...(draft.url !== "" && { url: draft.url }),
  };
}

/** The shell command that sends the same. */
export function curlOf(draft: Draft, origin: string, apiKey: string | null): string {
  const body = JSON.stringify(bodyOf(draft), null, 2);
  return [
    `curl ${origin}${SEND_PATH}`,
    ...(apiKey === null ? [] : [`-H ${quoted(`Authorization: Bearer ${apiKey}`)}`]),
    "-H 'Content-Type: application/json'",
    `-d ${quoted(body)}`,
  ].join(" \\\n  ");
}

function quoted(word: string): string {
  return `'${word.replaceAll("'", `'\\''`)}'`;
}

export async function send(draft: Draft, apiKey: string | null): Promise<Outcome> {
  const startedAt = performance.now();
  const response = await fetch(SEND_PATH, {
    method: "POST",
    headers: {
      "Content-Type": "application/json",
      ...(apiKey !== null && { Authorization: `Bearer ${apiKey}` }),
    },
    body: JSON.stringify(bodyOf(draft)),
  });
  const { status } = response;
  if (response.ok) {
    return { sent: true, status, millis: Math.round(performance.now() - startedAt) };
  }
  return { sent: false, status, reason: await reasonOf(response) };
}

async function reasonOf(response: Response): Promise<string> {
  try {
    const { title, detail, errors = [] } = (await response.json()) as Problem;
    const fields = errors.map(({ path, message }) => `${path}: ${message}`);
    return fields.length > 0 ? fields.join("; ") : (detail ?? title ?? response.statusText);
  } catch {
    return response.statusText;
  }
}
