import { createHmac } from "node:crypto";

const LIFETIME_SECONDS = 3_600;

/** A user token signed by HS256; further claims replace the usual ones. */
export function userToken(
  secret: string,
  userId: string,
  claims: Readonly<Record<string, unknown>> = {},
): string {
  const now = Math.floor(Date.now() / 1_000);
  const header = part({ alg: "HS256", typ: "JWT" });
  const payload = part({ sub: userId, iat: now, exp: now + LIFETIME_SECONDS, ...claims });
  const signature = createHmac("sha256", secret).update(`${header}.${payload}`).digest("base64url");
  return `${header}.${payload}.${signature}`;
}

function part(value: unknown): string {
  return Buffer.from(JSON.stringify(value)).toString("base64url");
}
