import type { BelfryClient, QuietWindow } from "@belfry/client";
import type { Answer, Backend, Call } from "../backend.js";
import { NIGHT, dayZone, nightZone } from "./zone.js";

/** The transient event by which the windows of a user learn that their clock was moved. */
const MOVED = "clockMoved";

/**
 * What a user's clock shows, and a hand to move it: by their time zone, as an application says it,
 * so that their own quiet hours begin and end.
 */
export class Clock {
  readonly #user: string;
  readonly #client: BelfryClient;
  readonly #backend: Backend;
  readonly #listeners = new Set<() => void>();
  #zone = "UTC";
  #silentUntilMs: number | undefined;

  constructor(user: string, client: BelfryClient, backend: Backend) {
    this.#user = user;
    this.#client = client;
    this.#backend = backend;
    let known = "";
    client.subscribe(() => {
      const { status, inbox } = client.state;
      // Both may have been changed while there was no connection.
      const now = status === "connected" ? JSON.stringify(inbox.preferences) : "";
      if (now !== "" && now !== known) {
        void this.#read();
      }
      known = now;
    });
    client.on("transient", ({ name }) => {
      if (name === MOVED) {
        void this.#read();
      }
    });
  }

  /** Where the user is, as the server knows it. */
  get zone(): string {
    return this.#zone;
  }

  /** When their silence ends; nothing while nothing is held back. */
  get silentUntilMs(): number | undefined {
    const end = this.#silentUntilMs;
    return end === undefined || end <= Date.now() ? undefined : end;
  }

  /** Calls `listener` whenever the zone or the silence is another. */
  subscribe(listener: () => void): void {
    this.#listeners.add(listener);
  }

  /**
   * Moves it into the user's quiet hours, which they get where they have none.
   *
   * @throws Error why the server did not take it
   */
  async toNight(): Promise<void> {
    const path = `/api/v1/users/${this.#user}/preferences`;
    let windows = windowsOf(await this.#call({ method: "GET", path }));
    let zone = nightZone(windows, Date.now());
    if (zone === undefined) {
      windows = [...windows, NIGHT];
      await this.#call({ method: "PATCH", path, body: { quietHours: windows } });
      zone = nightZone(windows, Date.now());
    }
    await this.#move(zone);
  }

  /** Moves it back to where this browser is, or to a morning when it is night there. */
  async toDay(): Promise<void> {
    const path = `/api/v1/users/${this.#user}/preferences`;
    const windows = windowsOf(await this.#call({ method: "GET", path }));
    const home = Intl.DateTimeFormat().resolvedOptions().timeZone;
    await this.#move(dayZone(windows, Date.now(), home));
  }

  async #move(timeZone: string | undefined): Promise<void> {
    const path = `/api/v1/users/${this.#user}`;
    // A put replaces everything that was said of the user.
    const said = (await this.#call({ method: "GET", path })).body as object;
    const body = { ...said, id: undefined, timeZone };
    await this.#call({ method: "PUT", path, body });
    await this.#call({
      method: "POST",
      path: "/api/v1/events",
      body: { to: this.#user, event: MOVED, data: { timeZone } },
    });
  }

  async #call(call: Call): Promise<Answer> {
    const answer = await this.#backend.call(call);
    if (answer.status < 200 || answer.status >= 300) {
      throw new Error(`${call.method} ${call.path} was answered by ${answer.status}`);
    }
    return answer;
  }

  async #read(): Promise<void> {
    try {
      const { timeZone, silentUntil } = await this.#client.getPreferences();
      this.#zone = timeZone;
      this.#silentUntilMs = silentUntil;
    } catch {
      // Without a connection it stays as it was, and is read with the next one.
      return;
    }
    for (const listener of this.#listeners) {
      listener();
    }
  }
}

function windowsOf({ body }: Answer): readonly QuietWindow[] {
  const { preferences } = body as {
    readonly preferences: { readonly quietHours?: readonly QuietWindow[] };
  };
  return preferences.quietHours ?? [];
}
