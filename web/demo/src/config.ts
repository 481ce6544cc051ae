/** A person of the demo, with the token that says so. */
export interface DemoUser {
  readonly id: string;
  readonly name: string;
  readonly token: string;
}

/** What only a server in demo mode hands out: ready-made users, and the key to send with. */
export interface DemoConfig {
  readonly users: readonly DemoUser[];
  readonly apiKey: string | null;
}

/** The server's demo configuration, or `null` when the server is not in demo mode. */
export async function loadConfig(): Promise<DemoConfig | null> {
  const response = await fetch("config.json", { cache: "no-store" });
  if (response.status === 404) {
    return null;
  }
  if (!response.ok) {
    throw new Error(`config.json was answered by ${response.status}`);
  }
  return (await response.json()) as DemoConfig;
}

/** The current configuration; a restarted server hands out another one. */
export class Credentials {
  #config: DemoConfig;
  #renewal: Promise<void> | undefined;

  constructor(config: DemoConfig) {
    this.#config = config;
  }

  get apiKey(): string | null {
    return this.#config.apiKey;
  }

  /** The user's token; with `renew`, one that was fetched after the call. */
  async token(userId: string, renew: boolean): Promise<string> {
    if (renew) {
      await this.renew();
    }
    const user = this.#config.users.find(({ id }) => id === userId);
    if (user === undefined) {
      throw new Error(`the server no longer knows ${userId}`);
    }
    return user.token;
  }

  /** Fetches the configuration again, once for all who ask meanwhile. */
  renew(): Promise<void> {
    this.#renewal ??= loadConfig()
      .then((config) => {
        this.#config = config ?? this.#config;
      })
      .finally(() => {
        this.#renewal = undefined;
      });
    return this.#renewal;
  }
}
