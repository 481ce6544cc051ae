/** What a page that draws everything itself does about the service worker: docs/push.md. */
export { showUnreadOnIcon } from "./app-badge.js";
export { closeFinished, type Shower } from "./closing.js";
export { followOpened, type Go, type Opener } from "./opening.js";
export {
  askPermission,
  isPushSupported,
  onSubscriptionLost,
  registerWorker,
  subscribe,
  unsubscribe,
} from "./registration.js";
