import type { OpenMessage } from "./messages.js";
import type { Notice } from "./notice.js";
import { tell } from "./receipts.js";
import { allWindows, ask, choose } from "./windows.js";

/** What a click on a notification means. */
export interface Click {
  /** The button that was pressed. */
  readonly action?: string;
  /** Where it leads, absolute. */
  readonly target?: string;
  /** Whether a window comes to the front: a button without an address leaves them as they are. */
  readonly leads: boolean;
}

/** How long a page that a click has opened may take to say that it is there. */
const OPENING_MS = 60_000;

/** The last click, unless a page has taken it. */
let untaken: { readonly notice: Notice; readonly atMs: number } | undefined;

/** What a page is to do that was opened by a click; nothing a second time. */
export function untakenClick(): OpenMessage | undefined {
  const click = untaken;
  untaken = undefined;
  return click !== undefined && Date.now() - click.atMs < OPENING_MS
    ? openMessage(click.notice)
    : undefined;
}

/** @param action the id of the button that was pressed, or empty */
export function clickOn(notice: Notice, action: string): Click {
  if (action === "") {
    return { ...targetOf(notice.url), leads: true };
  }
  const url = notice.actions.find(({ id }) => id === action)?.url;
  return { action, ...targetOf(url), leads: url !== undefined };
}

/** Does what a click asks for, and says that it happened. */
export async function follow(
  worker: ServiceWorkerGlobalScope,
  notice: Notice,
  click: Click,
): Promise<void> {
  const { action, target } = click;
  const isOurs = target === undefined || new URL(target).origin === worker.location.origin;
  const window = choose(await allWindows(worker.clients), target, worker.registration.scope);
  const taken =
    window !== undefined &&
    (await ask(window, {
      ...openMessage(notice),
      ...(isOurs && target !== undefined && { url: target }),
      ...(action !== undefined && { action }),
    }));
  if (action === undefined) {
    untaken = taken ? undefined : { notice, atMs: Date.now() };
  }
  // Each is done although the other fails.
  await Promise.allSettled([
    click.leads && lead(worker, { window: isOurs ? window : undefined, taken, target }),
    (action === undefined || !taken) && report(worker.registration, notice, action),
  ]);
}

interface Way {
  /** The window to go on in; a new one without it. */
  readonly window: WindowClient | undefined;
  /** Whether the page in it goes there by itself. */
  readonly taken: boolean;
  readonly target: string | undefined;
}

/** Brings a window to the front that shows the target. A click is good for one such call. */
async function lead(
  { clients, registration }: ServiceWorkerGlobalScope,
  { window, taken, target }: Way,
): Promise<void> {
  // Its address says little: browsers may know that with which it was opened alone.
  if (window !== undefined && (taken || target === undefined)) {
    await window.focus();
    return;
  }
  const led = await navigate(window, target);
  if (led === undefined) {
    await clients.openWindow(target ?? registration.scope);
  } else {
    await led?.focus();
  }
}

/**
 * Leads a window to an address.
 *
 * @returns `null` where the address has led on to another origin, `undefined` where it does not let
 *     itself be led: it is not under this worker
 */
function navigate(
  window: WindowClient | undefined,
  target: string | undefined,
): Promise<WindowClient | null | undefined> | undefined {
  return target === undefined ? undefined : window?.navigate(target).catch(() => undefined);
}

async function report(
  registration: ServiceWorkerRegistration,
  { receipt }: Notice,
  action: string | undefined,
): Promise<void> {
  if (receipt !== undefined) {
    await tell(
      action === undefined
        ? { address: receipt, event: "clicked" }
        : { address: receipt, event: "acted", action },
      registration,
    );
  }
}

function openMessage({ id }: Notice): OpenMessage {
  return { belfry: "open", ...(id !== undefined && { id }) };
}

function targetOf(url: string | undefined): { readonly target?: string } {
  return url === undefined ? {} : { target: url };
}
