/**
 * Where a user's token comes from: the token itself, or a function that is asked again whenever
 * one is needed. `renew` says that the last one was refused or is about to end.
 */
export type TokenSource = string | ((renew: boolean) => string | Promise<string>);

interface Claims {
  readonly sub?: unknown;
  readonly exp?: unknown;
}

export async function tokenOf(source: TokenSource, renew: boolean): Promise<string> {
  return typeof source === "string" ? source : source(renew);
}

/** Whose token it is; one that is no JWT is a plain name, as servers with `--dev` take it. */
export function userOf(token: string): string {
  const { sub } = claims(token);
  return typeof sub === "string" ? sub : token;
}

/** When it ends, epoch milliseconds; nothing for never. */
export function endOf(token: string): number | undefined {
  const { exp } = claims(token);
  return typeof exp === "number" ? exp * 1_000 : undefined;
}

/** The claims of a JWT (RFC 7519, section 3), unverified: the server does that. */
function claims(token: string): Claims {
  const [, payload] = token.split(".");
  if (payload === undefined) {
    return {};
  }
  try {
    const bytes = atob(payload.replaceAll("-", "+").replaceAll("_", "/"));
    const escaped = Array.from(
      bytes,
      (each) => `%${each.charCodeAt(0).toString(16).padStart(2, "0")}`,
    );
    return JSON.parse(decodeURIComponent(escaped.join(""))) as Claims;
  } catch {
    return {};
  }
}
