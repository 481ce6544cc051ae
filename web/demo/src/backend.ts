import type { Credentials } from "./config.js";

/** A call that a backend makes. */
export interface Call {
  readonly method: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: unknown;
}

/** What it was answered by; status 0 when nobody answered. */
export interface Answer {
  readonly status: number;
  readonly tookMs: number;
  /** The JSON of the answer, where there is any. */
  readonly body: unknown;
}

/** The part of a backend, played by this page: HTTP calls with an API key. */
export class Backend {
  readonly #credentials: Credentials;

  constructor(credentials: Credentials) {
    this.#credentials = credentials;
  }

  get apiKey(): string | null {
    return this.#credentials.apiKey;
  }

  /** Makes the call; a key that a restarted server no longer takes is asked for once more. */
  async call(call: Call): Promise<Answer> {
    const answer = await this.#attempt(call);
    if (answer.status !== 401) {
      return answer;
    }
    await this.#credentials.renew().catch(() => undefined);
    return this.#attempt(call);
  }

  async #attempt({ method, path, headers, body }: Call): Promise<Answer> {
    const startedMs = performance.now();
    try {
      const response = await fetch(path, {
        method,
        headers: {
          ...(body !== undefined && { "Content-Type": "application/json" }),
          ...(this.apiKey !== null && { Authorization: `Bearer ${this.apiKey}` }),
          ...headers,
        },
        ...(body !== undefined && { body: JSON.stringify(body) }),
      });
      const text = await response.text();
      const tookMs = Math.round(performance.now() - startedMs);
      return { status: response.status, tookMs, body: parsed(text) };
    } catch {
      return { status: 0, tookMs: Math.round(performance.now() - startedMs), body: undefined };
    }
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text === "" ? undefined : text;
  }
}
