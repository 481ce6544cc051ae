import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import type { BrowserContext, Route } from "playwright-core";

/** Where the application's pages are, under its origin. */
export const PATH = "/app/";

const MODULES = fileURLToPath(new URL("../../../../../elements/dist/", import.meta.url));
const MODULE = new RegExp(`^${PATH}modules/([a-z/-]+\\.js)$`);

const PLAIN = "<!doctype html><title>Application</title>";

/** Has the user's inbox, and what belongs to pushes of it. */
const WITH_BELFRY = `<!doctype html><title>Application</title>
<script type="importmap">{"imports": {"@belfry/client": "/belfry.js"}}</script>
<script type="module">
  import { BelfryClient } from "@belfry/client";
  import { closeFinished } from "${PATH}modules/push/closing.js";
  import { followOpened } from "${PATH}modules/push/opening.js";
  import * as registration from "${PATH}modules/push/registration.js";

  localStorage.token = new URLSearchParams(location.search).get("token") ?? localStorage.token;
  const client = new BelfryClient({ token: localStorage.token });
  window.client = client;
  window.went = [];
  window.registration = registration;
  followOpened(client, (url) => {
    if (!window.routes) return false;
    window.went.push(url);
    return true;
  });
  closeFinished(client, await navigator.serviceWorker.ready);
</script>`;

/** `registration.ts` of the elements. */
export interface RegistrationModule {
  isPushSupported(): boolean;
  registerWorker(address?: string, scope?: string): Promise<ServiceWorkerRegistration>;
  askPermission(): Promise<NotificationPermission>;
  onSubscriptionLost(listener: () => void): () => void;
}

/** What a page of the application has for tests. */
export interface ApplicationWindow {
  readonly client: import("@belfry/client").BelfryClient;
  /** Where the page went in its own way. */
  readonly went: readonly string[];
  readonly registration: RegistrationModule;
  /** Whether it has such a way. */
  routes?: boolean;
}

/** Serves the application under an origin, beside what is there. */
export async function serveApplication(context: BrowserContext, origin: string): Promise<void> {
  await context.route(`${origin}${PATH}**`, answer);
}

async function answer(route: Route): Promise<void> {
  const { pathname } = new URL(route.request().url());
  const module = MODULE.exec(pathname)?.[1];
  if (module !== undefined) {
    const body = await readFile(MODULES + module);
    await route.fulfill({ contentType: "text/javascript", body });
    return;
  }
  const body = pathname.startsWith(`${PATH}plain`) ? PLAIN : WITH_BELFRY;
  await route.fulfill({ contentType: "text/html", body });
}
