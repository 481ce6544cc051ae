import { describe, expect, it } from "vitest";
import type { Answer, Call } from "../src/backend.js";
import { TopicSubscribers } from "../src/sending/topic.js";

/** A server's side, which lets nobody but Ann subscribe. */
class Topic {
  users: string[] = [];

  async call({ path, body }: Call): Promise<Answer> {
    if (path === "/api/v1/topics/kiln%3A2/subscribers") {
      return answerOf(200, { users: this.users });
    }
    const { users } = body as { readonly users: string[] };
    if (users[0] !== "ann") {
      return answerOf(422, { detail: "Ann alone." });
    }
    this.users = users;
    return answerOf(200, {});
  }
}

const answerOf = (status: number, body: unknown): Answer => ({ status, tookMs: 1, body });

describe("who subscribes to a topic", () => {
  it("is read again after each change, which says what the server answered", async () => {
    let renders = 0;
    const subscribers = new TopicSubscribers(new Topic(), () => (renders += 1));
    await subscribers.read("kiln:2");

    expect((await subscribers.set("ann", true)).status).toBe(200);
    expect([...subscribers.users]).toEqual(["ann"]);

    expect((await subscribers.set("ben", true)).status).toBe(422);
    expect([...subscribers.users]).toEqual(["ann"]);
    expect(renders).toBe(3);
  });
});
