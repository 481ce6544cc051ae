import type { OpenMessage } from "./messages.js";

/**
 * How long a page has to say that it takes a message. Browsers let a click open a window only for a
 * moment: Firefox for a second.
 */
const ANSWER_WITHIN_MS = 700;

/** The part of a window by which it is chosen. */
export type Candidate = Pick<WindowClient, "frameType" | "url">;

/**
 * The window for an address: one that shows it already, otherwise the first that belongs to the
 * application.
 *
 * @param windows those that were looked at last come first
 * @param scope how the addresses of the application begin
 */
export function choose<W extends Candidate>(
  windows: readonly W[],
  target: string | undefined,
  scope: string,
): W | undefined {
  const whole = windows.filter(({ frameType }) => frameType !== "nested");
  return (
    whole.find(({ url }) => url === target) ??
    whole.find(({ url }) => target !== undefined && withoutHash(url) === withoutHash(target)) ??
    whole.find(({ url }) => url.startsWith(scope))
  );
}

/** Says something to a page, and whether it takes that on itself: pages without Belfry do not. */
export async function ask(window: WindowClient, message: OpenMessage): Promise<boolean> {
  const { port1, port2 } = new MessageChannel();
  try {
    return await new Promise((resolve) => {
      setTimeout(() => resolve(false), ANSWER_WITHIN_MS);
      port1.onmessage = ({ data }) => resolve((data as { taken?: unknown }).taken === true);
      window.postMessage(message, [port2]);
    });
  } finally {
    port1.close();
  }
}

/** All windows of the origin, those of other workers too. */
export function allWindows(clients: Clients): Promise<readonly WindowClient[]> {
  return clients.matchAll({ type: "window", includeUncontrolled: true });
}

/** Those that a worker may lead to another address: its own. */
export function ledWindows(clients: Clients): Promise<readonly WindowClient[]> {
  return clients.matchAll({ type: "window" });
}

function withoutHash(url: string): string {
  return url.split("#", 1)[0] ?? "";
}
