import { hearWorker } from "./messages.js";

/** Where the worker is: a file of the page's own, or `/belfry-sw.js` of a server that has the page. */
const WORKER = "/belfry-sw.js";

/** The length of an uncompressed point on P-256, as VAPID keys are (RFC 8292, section 3.2). */
const KEY_BYTES = 65;

/** Whether the browser can show what is pushed. iOS can for pages on the home screen alone. */
export function isPushSupported(): boolean {
  return "serviceWorker" in navigator && "PushManager" in window && "Notification" in window;
}

/**
 * Registers the worker and waits until it runs. Registering it again changes nothing.
 *
 * @param address of the worker, on the page's origin
 * @param scope which addresses are the application's; without it, all below the worker's
 */
export async function registerWorker(
  address: string = WORKER,
  scope?: string,
): Promise<ServiceWorkerRegistration> {
  const registration = await navigator.serviceWorker.register(address, {
    ...(scope !== undefined && { scope }),
  });
  await running(registration);
  return registration;
}

/**
 * Asks the user, unless they have answered already. Browsers let a page ask while it handles a click
 * or a key only.
 */
export async function askPermission(): Promise<NotificationPermission> {
  const { permission } = Notification;
  return permission === "default" ? Notification.requestPermission() : permission;
}

/**
 * The subscription of this browser, made where there is none for this key yet. The permission has to
 * be granted.
 *
 * @param publicKey the server's VAPID key, in base64url
 * @throws DOMException `NotAllowedError` without the permission, `AbortError` where the browser's
 *     push service cannot be reached
 */
export async function subscribe(
  { pushManager }: Pick<ServiceWorkerRegistration, "pushManager">,
  publicKey: string,
): Promise<PushSubscription> {
  const applicationServerKey = keyOf(publicKey);
  const present = await pushManager.getSubscription();
  if (present !== null && isFor(present, applicationServerKey)) {
    return present;
  }
  // A registration has one subscription, which is good for the key that it was made with.
  await present?.unsubscribe();
  return pushManager.subscribe({ userVisibleOnly: true, applicationServerKey });
}

/** Ends the subscription: nothing is pushed to this browser any more. @returns whether there was one */
export async function unsubscribe({
  pushManager,
}: Pick<ServiceWorkerRegistration, "pushManager">): Promise<boolean> {
  const present = await pushManager.getSubscription();
  return present === null ? false : present.unsubscribe();
}

/**
 * Calls `listener` when the browser has replaced or ended the subscription, so that the page
 * subscribes again; until the function that it returns is called.
 */
export function onSubscriptionLost(listener: () => void): () => void {
  return hearWorker(({ belfry }) => {
    if (belfry === "subscription") {
      listener();
    }
  });
}

/** The bytes of a VAPID key. @throws RangeError when it is none */
export function keyOf(publicKey: string): Uint8Array<ArrayBuffer> {
  const base64 = publicKey.replaceAll("-", "+").replaceAll("_", "/").replace(/=+$/, "");
  const bytes = /^[A-Za-z0-9+/]+$/.test(base64)
    ? Uint8Array.from(atob(base64), (each) => each.charCodeAt(0))
    : new Uint8Array();
  if (bytes.length !== KEY_BYTES || bytes[0] !== 4) {
    throw new RangeError(`no VAPID key: '${publicKey}'`);
  }
  return bytes;
}

function isFor({ options }: PushSubscription, key: Uint8Array): boolean {
  const { applicationServerKey } = options;
  const present = new Uint8Array(applicationServerKey ?? new ArrayBuffer(0));
  return present.length === key.length && present.every((byte, index) => byte === key[index]);
}

/** Waits until a worker of the registration is active. */
async function running({ active, waiting, installing }: ServiceWorkerRegistration): Promise<void> {
  const worker = installing ?? waiting;
  if (active !== null || worker === null) {
    return;
  }
  await new Promise<void>((resolve, reject) => {
    worker.addEventListener("statechange", () => {
      if (worker.state === "activated") {
        resolve();
      } else if (worker.state === "redundant") {
        reject(new Error("the service worker could not be installed"));
      }
    });
  });
}
