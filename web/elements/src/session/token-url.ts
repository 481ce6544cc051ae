/**
 * Asks the application for its user's token: a text, or `{"token": "…"}` as JSON. The request
 * carries the page's own cookies.
 */
export async function fetchToken(url: string): Promise<string> {
  const response = await fetch(url, { cache: "no-store", credentials: "same-origin" });
  if (!response.ok) {
    throw new Error(`${url} was answered by ${response.status}`);
  }
  const text = (await response.text()).trim();
  const token = text.startsWith("{") ? (JSON.parse(text) as { token?: unknown }).token : text;
  if (typeof token !== "string" || token === "") {
    throw new Error(`${url} was answered without a token`);
  }
  return token;
}
