/**
 * The service worker that shows what Belfry pushes while no page is open, and leads clicks to where
 * they belong. It is a worker by itself, or imported by a page's own.
 */
import { clickOn, follow, untakenClick } from "./click.js";
import { isReady, type SubscriptionMessage } from "./messages.js";
import { noticeOf } from "./notice.js";
import { Pushes } from "./push.js";
import { SYNC_TAG, resend, tell } from "./receipts.js";
import { allWindows } from "./windows.js";

declare const self: ServiceWorkerGlobalScope;

/** An event of Background Sync. */
type SyncEvent = ExtendableEvent & { readonly tag: string };

const pushes = new Pushes(self);

self.addEventListener("push", (event) => {
  event.waitUntil(Promise.all([pushes.take(event.data?.text()), resend()]));
});

self.addEventListener("notificationclick", (event) => {
  const { notification, action } = event;
  const notice = noticeOf(notification.data);
  if (notice !== undefined) {
    notification.close();
    event.waitUntil(follow(self, notice, clickOn(notice, action)));
  }
});

self.addEventListener("notificationclose", (event) => {
  const receipt = noticeOf(event.notification.data)?.receipt;
  if (receipt !== undefined) {
    event.waitUntil(tell({ address: receipt, event: "dismissed" }, self.registration));
  }
});

self.addEventListener("message", (event) => {
  const opened = isReady(event.data) ? untakenClick() : undefined;
  if (opened !== undefined) {
    event.source?.postMessage(opened);
  }
});

self.addEventListener("pushsubscriptionchange", (event) => {
  const message: SubscriptionMessage = { belfry: "subscription" };
  event.waitUntil(
    allWindows(self.clients).then((windows) => {
      for (const window of windows) {
        window.postMessage(message);
      }
    }),
  );
});

self.addEventListener("sync", (event) => {
  const sync = event as SyncEvent;
  if (sync.tag === SYNC_TAG) {
    sync.waitUntil(resend().then(askAgainUnless));
  }
});

// A worker of this name has nothing besides that an older version would be needed for. The life of
// any other that imports this is its own.
if (self.location.pathname.endsWith("/belfry-sw.js")) {
  self.addEventListener("install", (event) => event.waitUntil(self.skipWaiting()));
  self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));
}

/** Fails unless it is done: the browser comes back with the event then. */
function askAgainUnless(isDone: boolean): void {
  if (!isDone) {
    throw new Error("the server could not be told");
  }
}
