import type { Card } from "./payload.js";
import { safeUrl } from "./safe-url.js";

/** What an OS notification knows of the card that it shows, until it is clicked or closed. */
export interface Notice {
  /** Absent where a push could not be understood. */
  readonly id?: string;
  /** Where a click leads, absolute. */
  readonly url?: string;
  readonly actions: readonly NoticeAction[];
  readonly receipt?: string;
}

export interface NoticeAction {
  readonly id: string;
  readonly url?: string;
}

/** The options of `showNotification`, as the standard has them. */
export interface NoticeOptions extends NotificationOptions {
  readonly actions?: readonly { readonly action: string; readonly title: string }[];
  readonly renotify?: boolean;
  readonly timestamp?: number;
}

/** How a card is shown on this device. */
export interface Manner {
  /** What relative addresses are relative to. */
  readonly base: string;
  readonly maxActions: number;
  readonly silent: boolean;
  /** Whether it speaks again although it is on the screen already. */
  readonly again: boolean;
  readonly receipt: string | undefined;
}

/** How the OS is to show a card. Its addresses are left out where they are no web addresses. */
export function optionsOf(card: Card, manner: Manner): NoticeOptions {
  const { base, maxActions, silent } = manner;
  const icon = safeUrl(card.icon, base);
  const buttons = card.actions.slice(0, maxActions);
  const notice: Notice = {
    id: card.id,
    ...withUrl(card.url, base),
    actions: buttons.map(({ id, url }) => ({ id, ...withUrl(url, base) })),
    ...receiptOf(manner.receipt),
  };
  return {
    body: card.message,
    tag: card.id,
    data: { belfry: notice },
    actions: buttons.map(({ id, label }) => ({ action: id, title: label })),
    requireInteraction: card.isUrgent,
    renotify: manner.again && !silent,
    silent,
    ...(icon !== undefined && { icon }),
    ...(card.timestamp !== undefined && { timestamp: card.timestamp }),
  };
}

/** What is known of the card of an OS notification; `undefined` for one that is not ours. */
export function noticeOf(data: unknown): Notice | undefined {
  return (data as { readonly belfry?: Notice } | null | undefined)?.belfry;
}

function withUrl(url: string | undefined, base: string): { readonly url?: string } {
  const safe = safeUrl(url, base);
  return safe === undefined ? {} : { url: safe };
}

/** An address of the server; one that is relative would be the page's. */
function receiptOf(address: string | undefined): { readonly receipt?: string } {
  const safe = address !== undefined && URL.canParse(address) && safeUrl(address, address);
  return safe ? { receipt: safe } : {};
}
