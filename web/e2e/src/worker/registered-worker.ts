import type { BrowserContext, CDPSession, Page, Worker } from "playwright-core";

/** An OS notification as the browser knows it. */
export interface Shown {
  readonly title: string;
  readonly body: string;
  readonly tag: string;
  readonly icon: string;
  readonly buttons: readonly string[];
  readonly requireInteraction: boolean;
  readonly renotify: boolean;
  readonly silent: boolean | null;
  readonly timestamp: number;
}

/**
 * A worker for all of an origin, registered by a page that shows something else then: no window of
 * the origin stays open.
 */
export class RegisteredWorker {
  /** The page that registered it; the worker can be reached as long as it is open. */
  readonly page: Page;
  readonly #session: CDPSession;
  readonly #worker: Worker;
  readonly #origin: string;
  readonly #id: string;
  #wasEnded = false;

  private constructor(page: Page, session: CDPSession, worker: Worker, id: string) {
    this.page = page;
    this.#session = session;
    this.#worker = worker;
    this.#origin = new URL(worker.url()).origin;
    this.#id = id;
  }

  /** Registers the script at a path of the origin of a page. */
  static async register(
    context: BrowserContext,
    pageUrl: string,
    path: string,
  ): Promise<RegisteredWorker> {
    const page = await context.newPage();
    await page.goto(pageUrl);
    const session = await context.newCDPSession(page);
    const scope = new URL("/", pageUrl).href;
    const id = registrationOf(session, scope);
    const url = new URL(path, pageUrl).href;
    const worker = workerOf(context, url);
    await session.send("ServiceWorker.enable");
    await page.evaluate(async (script) => {
      await navigator.serviceWorker.register(script, { scope: "/" });
      await navigator.serviceWorker.ready;
    }, url);
    await (await worker).evaluate(noteFocused);
    await page.goto("about:blank");
    return new RegisteredWorker(page, session, await worker, await id);
  }

  /** Runs a function in it. It cannot be reached any more in this way once it was ended. */
  run<T>(what: () => T | Promise<T>): Promise<T> {
    return this.#worker.evaluate(what);
  }

  /** What the browser shows for it now. */
  shown(): Promise<readonly Shown[]> {
    return this.run(readShown);
  }

  /**
   * The addresses of the windows that it has brought to the front since this was asked last; none
   * that it brought there after it was ended.
   */
  async focused(): Promise<readonly string[]> {
    return this.#wasEnded ? [] : this.run(takeFocused);
  }

  /** Has the push service bring something to it. */
  async push(data: string): Promise<void> {
    const message = { origin: this.#origin, registrationId: this.#id, data };
    await this.#session.send("ServiceWorker.deliverPushMessage", message);
  }

  /** Tells it that there is a network again. */
  async sync(tag: string): Promise<void> {
    const event = { origin: this.#origin, registrationId: this.#id, tag, lastChance: false };
    await this.#session.send("ServiceWorker.dispatchSyncEvent", event);
  }

  /** Ends it until the next event, as browsers do when there is none for a while. */
  async end(): Promise<void> {
    this.#wasEnded = true;
    const ended = new Promise<void>((resolve) => {
      this.#session.on("ServiceWorker.workerVersionUpdated", ({ versions }) => {
        const isEnded = versions.some(
          ({ registrationId, runningStatus }) =>
            registrationId === this.#id && runningStatus === "stopped",
        );
        if (isEnded) {
          resolve();
        }
      });
    });
    await this.#session.send("ServiceWorker.stopAllWorkers");
    await ended;
  }
}

/** The id of the registration with this scope, once there is one. */
function registrationOf(session: CDPSession, scope: string): Promise<string> {
  return new Promise((resolve) => {
    session.on("ServiceWorker.workerRegistrationUpdated", ({ registrations }) => {
      const there = registrations.find(({ scopeURL }) => scopeURL === scope);
      if (there !== undefined) {
        resolve(there.registrationId);
      }
    });
  });
}

/** The worker with this address, once it runs. */
function workerOf(context: BrowserContext, url: string): Promise<Worker> {
  return context.waitForEvent("serviceworker", { predicate: (worker) => worker.url() === url });
}

/** The part of a worker's scope that tests look at. */
interface Scope {
  readonly registration: ServiceWorkerRegistration;
  readonly WindowClient: { readonly prototype: Focusable };
  focused: string[];
}

interface Focusable {
  readonly url: string;
  focus(this: Focusable): Promise<Focusable>;
}

/** The parts of notifications that the DOM's types do not have yet. */
interface Full {
  readonly actions: readonly { readonly title: string }[];
  readonly renotify: boolean;
  readonly timestamp: number;
}

/** Runs in the worker. */
async function readShown(): Promise<readonly Shown[]> {
  const { registration } = globalThis as unknown as Scope;
  const notifications = (await registration.getNotifications()) as (Notification & Full)[];
  return notifications.map((each) => ({
    title: each.title,
    body: each.body,
    tag: each.tag,
    icon: each.icon,
    buttons: each.actions.map(({ title }) => title),
    requireInteraction: each.requireInteraction,
    renotify: each.renotify,
    silent: each.silent,
    timestamp: each.timestamp,
  }));
}

/** Runs in the worker: has it note which windows the browser has let it bring to the front. */
function noteFocused(): void {
  const scope = globalThis as unknown as Scope;
  const { prototype } = scope.WindowClient;
  const { focus } = prototype;
  scope.focused = [];
  prototype.focus = async function () {
    const window = await focus.call(this);
    // Where it was: it may be on its way to another address.
    scope.focused.push(this.url);
    return window;
  };
}

/** Runs in the worker. */
function takeFocused(): readonly string[] {
  return (globalThis as unknown as Scope).focused.splice(0);
}
