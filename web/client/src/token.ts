/**
 * Where a user's token comes from: the token itself, or a function that is asked again whenever
 * one is needed. `renew` says that the last one was refused or is about to end.
 */
export type TokenSource = string | ((renew: boolean) => string | Promise<string>);

interface Claims {
  readonly sub?: unknown;
  readonly exp?: unknown;
}

/** What servers take for the name of a user: well-formed text without control characters. */
const USER = /^[^\p{Cc}\p{Cs}]{1,128}$/u;

/** The token is another user's: what is here is not theirs to see. */
export class OtherUser extends Error {}

/**
 * A token of that user, or of anybody where that is not known.
 *
 * @throws OtherUser
 * @throws Error whatever the source throws, or when what it gives is no token
 */
export async function tokenOf(source: TokenSource, renew: boolean, user?: string): Promise<string> {
  const token = typeof source === "string" ? source : await source(renew);
  const whose = userOf(token);
  if (whose === undefined) {
    throw new Error("what should be a token is none");
  }
  if (user !== undefined && whose !== user) {
    throw new OtherUser(`the token is not that of user ${user}`);
  }
  return token;
}

/**
 * Whose token it is; one that is no JWT is a plain name, as servers with `--dev` take it. Nothing
 * where it is neither, such as a page that says that there is an error.
 */
export function userOf(token: string): string | undefined {
  const { sub } = claims(token);
  if (typeof sub === "string") {
    return sub;
  }
  return USER.test(token) ? token : undefined;
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
