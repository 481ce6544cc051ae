import { BelfryClient, userOf, type ClientOptions, type TokenSource } from "@belfry/client";
import { fetchToken } from "./token-url.js";

/** Who an element speaks for, and where: what its attributes say. */
export interface Credentials {
  /** The origin of the server. */
  readonly server?: string | undefined;
  readonly token?: string | undefined;
  readonly tokenUrl?: string | undefined;
  readonly user?: string | undefined;
}

/** A client that several elements of the page may hold. */
interface Shared {
  readonly client: BelfryClient;
  readonly source: Source;
  holders: number;
}

/** Where the client's tokens come from: the newest that any of its elements was given. */
interface Source {
  token: TokenSource;
}

/** What elements without a server of their own connect to; that of the page without one. */
let defaultServer: string | undefined;

export function setServer(origin: string): void {
  defaultServer = origin;
}

const shared = new Map<string, Shared>();
const watchers = new Set<() => void>();
let pageClient: BelfryClient | undefined;
let connected: BelfryClient | undefined;

/** The client of elements that say nothing themselves; none before somebody else did. */
export function clientOfPage(): BelfryClient | undefined {
  return connected ?? pageClient;
}

/** Calls `watcher` whenever {@link clientOfPage} is another, until the function it returns is called. */
export function watchPage(watcher: () => void): () => void {
  watchers.add(watcher);
  return () => watchers.delete(watcher);
}

/**
 * Makes the client of all elements of the page that have none of their own. One that was made
 * before is closed.
 */
export function connect(options: ClientOptions): BelfryClient {
  const earlier = connected;
  connected = new BelfryClient({ ...withDefault(options.url), ...options });
  tellWatchers();
  void earlier?.close();
  return connected;
}

/** Whether it says who the user is. */
export function isComplete({ token, tokenUrl }: Credentials): boolean {
  return token !== undefined || tokenUrl !== undefined;
}

/** The name under which elements share a client. */
export function nameOf({ server, token, tokenUrl, user }: Credentials): string {
  // Whoever renews the token by the attribute stays the same user.
  const whose = user ?? (token === undefined ? null : userOf(token));
  return JSON.stringify([server ?? null, tokenUrl ?? null, whose]);
}

/** The client that elements with these credentials hold. */
export function clientOf(credentials: Credentials): BelfryClient | undefined {
  return shared.get(nameOf(credentials))?.client;
}

/**
 * Takes hold of the client with these credentials; made when nobody holds it yet, or when it was
 * closed: whoever signs in again gets a new one, and so do all that hold it.
 */
export function hold(credentials: Credentials): BelfryClient {
  const name = nameOf(credentials);
  const earlier = shared.get(name);
  let entry = earlier;
  if (entry === undefined || entry.client.state.status === "closed") {
    entry = make(credentials, earlier?.holders);
    shared.set(name, entry);
    if (pageClient === earlier?.client) {
      pageClient = entry.client;
    }
    tellWatchers();
  }
  entry.source.token = tokenOf(credentials);
  entry.holders += 1;
  return entry.client;
}

/** Lets go of what {@link hold} gave; the last one closes it. */
export function release(credentials: Credentials): void {
  const name = nameOf(credentials);
  const entry = shared.get(name);
  if (entry === undefined) {
    return;
  }
  entry.holders -= 1;
  // An element that is moved within the page is away for a moment only.
  setTimeout(() => {
    if (entry.holders === 0 && shared.get(name) === entry) {
      shared.delete(name);
      if (pageClient === entry.client) {
        pageClient = shared.values().next().value?.client;
        tellWatchers();
      }
      void entry.client.close();
    }
  });
}

function make(credentials: Credentials, holders = 0): Shared {
  const source: Source = { token: tokenOf(credentials) };
  const client = new BelfryClient({
    ...withDefault(credentials.server),
    token: (renew) => (typeof source.token === "string" ? source.token : source.token(renew)),
    ...(credentials.user !== undefined && { user: credentials.user }),
  });
  return { client, source, holders };
}

function tokenOf({ token, tokenUrl }: Credentials): TokenSource {
  return tokenUrl === undefined ? (token ?? "") : () => fetchToken(tokenUrl);
}

function withDefault(server: string | undefined): { readonly url?: string } {
  const url = server ?? defaultServer;
  return url === undefined ? {} : { url };
}

function tellWatchers(): void {
  for (const watcher of [...watchers]) {
    watcher();
  }
}
