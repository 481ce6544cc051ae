import type { BelfryClient } from "@belfry/client";
import { safeUrl } from "../safe-url.js";
import { messageOf, type OpenMessage, type ReadyMessage } from "./messages.js";

const READY: ReadyMessage = { belfry: "ready" };

/** The part of a client that a click on an OS notification needs. */
export type Opener = Pick<BelfryClient, "act" | "markRead" | "state" | "subscribe">;

/**
 * Does what the user has asked for by clicking an OS notification or pressing its button: marks it
 * read, or answers, and goes where it leads; until the function that it returns is called.
 *
 * @param go goes to an address of this origin in the page's own way, as a router does; `false` to
 *     have it loaded
 */
export function followOpened(
  client: Opener,
  go: (url: string, id: string | undefined) => boolean = () => false,
): () => void {
  const { serviceWorker } = navigator;
  const hear = ({ data, ports }: MessageEvent) => {
    const message = messageOf(data);
    if (message?.belfry === "open") {
      const taken = canTake(client, message);
      ports[0]?.postMessage({ taken });
      if (taken) {
        void open(client, message, go);
      }
    }
  };
  serviceWorker.addEventListener("message", hear);
  serviceWorker.startMessages();
  // A page that a click has opened was not there to be told of it.
  void serviceWorker.ready.then(({ active }) => active?.postMessage(READY));
  return () => serviceWorker.removeEventListener("message", hear);
}

/** An answer waits for nothing: without a connection the worker gives it in another way. */
function canTake({ state }: Opener, { action }: OpenMessage): boolean {
  return state.status !== "closed" && (action === undefined || state.status === "connected");
}

async function open(
  client: Opener,
  { id, url, action }: OpenMessage,
  go: (url: string, id: string | undefined) => boolean,
): Promise<void> {
  if (id !== undefined && action !== undefined) {
    // A page that is left takes an answer with it that is still on its way.
    await answer(client, id, action);
  } else if (id !== undefined) {
    client.markRead(id).catch(() => undefined);
  }
  const target = safeUrl(url, location.href);
  if (target !== undefined && target !== location.href && !go(target, id)) {
    location.assign(target);
  }
}

/** Presses the button; once more when the connection was lost just then. */
async function answer(client: Opener, id: string, action: string): Promise<void> {
  try {
    await client.act(id, action);
  } catch (problem) {
    if ((problem as { readonly code?: unknown }).code === "offline") {
      onceConnected(client, () => void client.act(id, action).catch(() => undefined));
    }
  }
}

function onceConnected(client: Opener, then: () => void): void {
  const unsubscribe = client.subscribe(() => {
    if (client.state.status === "connected") {
      unsubscribe();
      then();
    }
  });
}
