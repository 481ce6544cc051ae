import type { Answer, Backend } from "../backend.js";

/** Who subscribes to a topic, as a backend reads and changes it. */
export class TopicSubscribers {
  readonly #backend: Pick<Backend, "call">;
  readonly #changed: () => void;
  #topic = "";
  #users: ReadonlySet<string> = new Set();

  /** @param changed called whenever {@link users} is another */
  constructor(backend: Pick<Backend, "call">, changed: () => void) {
    this.#backend = backend;
    this.#changed = changed;
  }

  get users(): ReadonlySet<string> {
    return this.#users;
  }

  /** Reads who subscribes to that one. */
  async read(topic: string): Promise<void> {
    this.#topic = topic;
    if (topic === "") {
      this.#take([]);
      return;
    }
    const { status, body } = await this.#backend.call({
      method: "GET",
      path: `${pathOf(topic)}/subscribers`,
    });
    if (topic === this.#topic) {
      this.#take(status === 200 ? (body as { readonly users: readonly string[] }).users : []);
    }
  }

  /** @returns what the server answered: it may have refused */
  async set(user: string, subscribes: boolean): Promise<Answer> {
    const answer = await this.#backend.call({
      method: "POST",
      path: `${pathOf(this.#topic)}/${subscribes ? "subscribe" : "unsubscribe"}`,
      body: { users: [user] },
    });
    await this.read(this.#topic);
    return answer;
  }

  #take(users: readonly string[]): void {
    this.#users = new Set(users);
    this.#changed();
  }
}

function pathOf(topic: string): string {
  return `/api/v1/topics/${encodeURIComponent(topic)}`;
}
