import type { OpenMessage } from "./messages.js";
import type { Notice } from "./notice.js";
import { tell } from "./receipts.js";
import { allWindows, ask, choose, ledWindows } from "./windows.js";

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
  const { clients, location, registration } = worker;
  const isOurs = target === undefined || new URL(target).origin === location.origin;
  const [windows, led] = await Promise.all([allWindows(clients), ledWindows(clients)]);
  const window = choose(windows, target, registration.scope);
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
  const isThere = taken || target === undefined;
  const goesOn = isOurs && (isThere || led.some(({ id }) => id === window?.id));
  // Each is done although the other fails.
  await Promise.allSettled([
    click.leads && lead(worker, { window: goesOn ? window : undefined, isThere, target }),
    (action === undefined || !taken) && report(registration, notice, action),
  ]);
}

interface Way {
  /** The window to go on in; a new one without it. */
  readonly window: WindowClient | undefined;
  /** Whether it is where it should be, or goes there by itself. */
  readonly isThere: boolean;
  readonly target: string | undefined;
}

/** Brings a window to the front that shows the target. */
async function lead(
  { clients, registration }: ServiceWorkerGlobalScope,
  { window, isThere, target }: Way,
): Promise<void> {
  const url = target ?? registration.scope;
  // A click is good for one call that brings a window to the front, and in Firefox for a second only,
  // of which a page that does not answer has used up most: that call waits for nothing.
  const led = isThere ? undefined : window?.navigate(url).catch(() => undefined);
  const inFront = await window?.focus().catch(() => undefined);
  await Promise.all([led, inFront ?? clients.openWindow(url)]);
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
