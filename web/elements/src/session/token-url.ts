import { BelfryError } from "@belfry/client";

/** What an application answers to whom it does not know: not signed in, or no user of it. */
const REFUSALS = [401, 403];

/**
 * Asks the application for its user's token: a text, or `{"token": "…"}` as JSON. The request
 * carries the page's own cookies.
 *
 * @throws BelfryError `refused`, when nobody is signed in
 */
export async function fetchToken(url: string): Promise<string> {
  const response = await fetch(url, { cache: "no-store", credentials: "same-origin" });
  if (!response.ok) {
    const problem = `${url} was answered by ${response.status}`;
    throw REFUSALS.includes(response.status)
      ? new BelfryError("refused", problem)
      : new Error(problem);
  }
  const text = (await response.text()).trim();
  const token = text.startsWith("{") ? (JSON.parse(text) as { token?: unknown }).token : text;
  if (typeof token !== "string" || token === "") {
    throw new Error(`${url} was answered without a token`);
  }
  return token;
}
