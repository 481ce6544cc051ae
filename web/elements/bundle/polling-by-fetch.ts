import { Fetch } from "engine.io-client/polling-fetch";

interface Options {
  readonly secure: boolean;
  readonly hostname: string;
  readonly port: string;
}

/**
 * Takes the place of engine.io-client's polling by XMLHttpRequest: its own by `fetch`, with the
 * cookies that the other one sends, those of the page's own origin.
 */
export class XHR extends Fetch {
  constructor(options: Options) {
    super({ ...options, withCredentials: isOwn(options) });
  }
}

function isOwn({ secure, hostname, port }: Options): boolean {
  const host = hostname.includes(":") ? `[${hostname}]` : hostname;
  return new URL(`http${secure ? "s" : ""}://${host}:${port}`).origin === location.origin;
}
