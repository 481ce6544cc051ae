import type { BelfryClient, State } from "@belfry/client";
import { safeUrl } from "../safe-url.js";
import { hearWorker, type OpenMessage, type ReadyMessage } from "./messages.js";

/** The part of a client that a click on an OS notification needs. */
export type Opener = Pick<BelfryClient, "act" | "markRead" | "state" | "subscribe">;

/**
 * Goes to an address of this origin, absolute, in the page's own way, as a router does. `false` has
 * it loaded, nothing else: neither a promise nor nothing.
 */
export type Go = (url: string, id: string | undefined) => unknown;

/** How a page does what the user has asked for by a click. */
export interface Way {
  readonly go: Go;
  /** Whether a notification is the client's; others are left to whoever has them. */
  readonly has: (id: string | undefined) => boolean;
  /** An answer was refused. */
  readonly refused: (problem: Error) => void;
}

/**
 * Does what the user has asked for by clicking an OS notification or pressing its button: marks it
 * read, or answers, and goes where it leads; until the function that it returns is called.
 */
export function followOpened(client: Opener, go: Go = () => false): () => void {
  return takeOpened(client, { go, has: () => true, refused: () => undefined });
}

/** The same, in the page's way. */
export function takeOpened(client: Opener, way: Way): () => void {
  const leave = hearWorker((message, port) => {
    if (message.belfry === "open" && way.has(message.id)) {
      const taken = canTake(client, message);
      port?.postMessage({ taken });
      if (taken) {
        void open(client, message, way);
      }
    }
  });
  // A page that a click has opened was not there to be told of it.
  const forget = once(client, hasInbox, async () => {
    const message: ReadyMessage = { belfry: "ready" };
    (await navigator.serviceWorker?.ready)?.active?.postMessage(message);
  });
  return () => {
    leave();
    forget();
  };
}

/** Does what a click asks for. */
export async function open(
  client: Opener,
  { id, url, action }: Omit<OpenMessage, "belfry">,
  { go, refused }: Way,
): Promise<void> {
  if (id !== undefined && action !== undefined) {
    // A page that is left takes an answer with it that is still on its way.
    await answer(client, id, action, refused);
  } else if (id !== undefined) {
    client.markRead(id).catch(() => undefined);
  }
  const target = safeUrl(url, location.href);
  if (target !== undefined && target !== location.href && go(target, id) === false) {
    location.assign(target);
  }
}

/** An answer waits for nothing: without a connection the worker gives it in another way. */
function canTake({ state }: Opener, { action }: OpenMessage): boolean {
  return state.status !== "closed" && (action === undefined || isConnected(state));
}

/** Presses the button; once more when the connection was lost just then. */
function answer(
  client: Opener,
  id: string,
  action: string,
  refused: (problem: Error) => void,
): Promise<unknown> {
  return client.act(id, action).catch((problem: Error & { readonly code?: unknown }) => {
    if (problem.code === "offline") {
      once(client, isConnected, () => client.act(id, action).catch(refused));
    } else {
      refused(problem);
    }
  });
}

/** Does something as soon as the client stands so; never where the function returned is called. */
function once(client: Opener, stands: (state: State) => boolean, act: () => unknown): () => void {
  const look = () => {
    if (stands(client.state)) {
      leave();
      act();
    }
  };
  const leave = client.subscribe(look);
  look();
  return leave;
}

function isConnected({ status }: State): boolean {
  return status === "connected";
}

/** Whether it knows what is its own. */
function hasInbox({ inbox }: State): boolean {
  return inbox.position !== null;
}
