/** The address that something may lead to: http(s) or relative, `undefined` for anything else. */
export function safeUrl(url: string | undefined, base: string): string | undefined {
  if (url === undefined || !URL.canParse(url, base)) {
    return undefined;
  }
  const { protocol, href } = new URL(url, base);
  return protocol === "http:" || protocol === "https:" ? href : undefined;
}
