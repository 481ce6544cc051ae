import type { InboxEvent, Page } from "@belfry/client";
import { Client } from "./client.js";
import type { Server } from "./server.js";

/** An inbox by the server's own word. */
export interface Truth {
  /** What it says to a client that has nothing yet. */
  readonly snapshot: InboxEvent;
  /** All that it has, also what is too old for a snapshot. */
  readonly page: Page;
}

export async function truthOf(server: Server, user: string): Promise<Truth> {
  const newcomer = new Client(server.url, { auth: { token: server.token(user), since: null } });
  try {
    const snapshot = (await newcomer.latest("inbox")) as InboxEvent;
    const page = await newcomer.ask("getNotifications", { archived: "all", limit: 1_000 });
    return { snapshot, page: page as Page };
  } finally {
    newcomer.close();
  }
}
