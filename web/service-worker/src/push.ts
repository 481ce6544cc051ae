import { optionsOf, type Notice, type NoticeOptions } from "./notice.js";
import { parsePayload, type Payload } from "./payload.js";
import { hasGrown, isMereChange, isNews, lastShown, rememberShown } from "./shown.js";
import { somethingNew } from "./words.js";

/** The tag of what is shown of pushes that cannot be understood. */
const UNCLEAR_TAG = "belfry";

let latest: Promise<unknown> = Promise.resolve();

/** Does what a push says, after all that came before it. */
export function take(worker: ServiceWorkerGlobalScope, text: string | undefined): Promise<void> {
  const done = latest.then(() => act(worker, parsePayload(text)));
  latest = done.catch(() => undefined);
  return done;
}

/** Closes the OS notifications with these ids. */
export async function closeNotices(
  registration: ServiceWorkerRegistration,
  ids: readonly string[],
): Promise<void> {
  for (const tag of ids) {
    for (const notification of await registration.getNotifications({ tag })) {
      notification.close();
    }
  }
}

async function act(
  { navigator, registration }: ServiceWorkerGlobalScope,
  payload: Payload | undefined,
): Promise<void> {
  if (payload === undefined) {
    // Who has a subscription has promised the browser that each push is seen.
    const notice: Notice = { actions: [] };
    const options = { tag: UNCLEAR_TAG, data: { belfry: notice } };
    await registration.showNotification(somethingNew(navigator.languages), options);
    return;
  }
  await closeNotices(registration, payload.close);
  await setBadge(navigator, payload.unread);
  await show(registration, payload);
}

async function show(
  registration: ServiceWorkerRegistration,
  { card, silent, receipt }: Payload,
): Promise<void> {
  const earlier = card && (await lastShown(card.id));
  if (card === undefined || !isNews(card, earlier)) {
    return;
  }
  const options: NoticeOptions = optionsOf(card, {
    base: registration.scope,
    maxActions: maxActions(),
    silent: silent || isMereChange(card, earlier),
    again: hasGrown(card, earlier),
    receipt,
  });
  await registration.showNotification(card.title, options);
  await rememberShown(card, Date.now());
}

/** How many buttons the browser shows on a notification. */
function maxActions(): number {
  return (Notification as { readonly maxActions?: number }).maxActions ?? 0;
}

/** Puts the number on the application's icon, where there is one. */
async function setBadge(navigator: WorkerNavigator, unread: number | undefined): Promise<void> {
  // Not in every browser.
  const { setAppBadge } = navigator as Partial<WorkerNavigator>;
  if (unread !== undefined && setAppBadge !== undefined) {
    await setAppBadge.call(navigator, unread).catch(() => undefined);
  }
}
