import assert from "node:assert/strict";
import { mkdtemp, rm } from "node:fs/promises";
import { after, afterEach, before, beforeEach, describe } from "node:test";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { isDeepStrictEqual } from "node:util";
import type { BrowserContext, CDPSession, Page, Worker } from "playwright-core";
import { launchProfile } from "../browser/chromium.js";
import { Server } from "../harness/server.js";
import { Application, PLAIN_PAGE } from "./application.js";
import { Desktop } from "./desktop.js";
import { Sink } from "./sink.js";

const WITHIN_MS = 10_000;
const LOOK_EVERY_MS = 20;

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

/** What a test of the worker has: a server, a browser with the worker, and a desktop. */
export interface WorkerFixture {
  readonly server: Server;
  /** Where the application is, and the server too. */
  readonly origin: string;
  readonly context: BrowserContext;
  readonly desktop: Desktop;
  readonly sink: Sink;
  /** Runs a function in the worker. */
  inWorker<T>(run: () => T | Promise<T>): Promise<T>;
  /** A page of the application, at a path of its origin. */
  open(path: string): Promise<Page>;
  /** Has the push service bring this, an object as JSON, to the worker. */
  push(payload: unknown): Promise<void>;
  /** What the browser shows now. */
  shown(): Promise<readonly Shown[]>;
  /** Tells the worker that there is a network again. */
  sync(tag: string): Promise<void>;
  /** Ends the worker, as browsers do between events. */
  stopWorker(): Promise<void>;
  /** Waits until the worker has brought the windows with these addresses to the front. */
  focuses(...urls: readonly string[]): Promise<void>;
  /** Looks until something is so. */
  until(look: () => Promise<unknown>, wanted: unknown): Promise<void>;
  /** Waits until so many receipts wait for another attempt. */
  kept(count: number): Promise<void>;
}

/** A group of tests with a worker of the application's origin, registered anew for each: the application's origin is the server's, too. */
export function describeWorker(name: string, tests: (fixture: WorkerFixture) => void): void {
  describe(name, () => {
    let folder = "";
    let server: Server;
    let application: Application;
    let desktop: Desktop;
    let sink: Sink;
    let context: BrowserContext;
    let registered: Registered;
    before(async () => {
      folder = await mkdtemp(join(tmpdir(), "belfry-profile-"));
      [server, desktop, sink] = await Promise.all([
        Server.start("dev"),
        Desktop.start(),
        Sink.start(),
      ]);
      application = await Application.start(server.url);
      context = await launchProfile(folder, desktop.environment);
      context.setDefaultTimeout(WITHIN_MS);
      await context.grantPermissions(["notifications"], { origin: application.origin });
    });
    beforeEach(async () => {
      registered = await register(context, application.origin + PLAIN_PAGE, "/belfry-sw.js");
    });
    afterEach(async () => {
      await closeOthers(context, registered.page);
      await registered.unregister();
      desktop.clear();
    });
    after(async () => {
      await context.close();
      await application.close();
      await Promise.all([server.dispose(), desktop.close(), sink.close()]);
      await rm(folder, { recursive: true, force: true });
    });
    tests({
      get server() {
        return server;
      },
      get origin() {
        return application.origin;
      },
      get context() {
        return context;
      },
      get desktop() {
        return desktop;
      },
      get sink() {
        return sink;
      },
      async open(path) {
        const page = await context.newPage();
        await page.goto(application.origin + path);
        return page;
      },
      inWorker: (run) => registered.run(run),
      push: (payload) => registered.push(payload),
      shown: () => registered.run(readShown),
      sync: (tag) => registered.sync(tag),
      stopWorker: () => registered.stop(),
      focuses: (...urls) => becomes(() => registered.run(readFocused), urls),
      until: becomes,
      async kept(count) {
        const page = await context.newPage();
        await page.goto(application.origin + PLAIN_PAGE);
        await becomes(() => page.evaluate(countKept), count);
        await page.close();
      },
    });
  });
}

/** Looks until something is so. */
async function becomes(look: () => Promise<unknown>, wanted: unknown): Promise<void> {
  const deadline = Date.now() + WITHIN_MS;
  let seen = await look();
  while (!isDeepStrictEqual(seen, wanted) && Date.now() < deadline) {
    await pause(LOOK_EVERY_MS);
    seen = await look();
  }
  assert.deepEqual(seen, wanted);
}

/** A worker that a page has registered. */
export interface Registered {
  /** That page, which shows something else by now. */
  readonly page: Page;
  /** Runs a function in it, as soon as it runs. */
  run<T>(what: () => T | Promise<T>): Promise<T>;
  push(payload: unknown): Promise<void>;
  sync(tag: string): Promise<void>;
  /** Ends it until the next event. */
  stop(): Promise<void>;
  /** Ends it for good. Its windows have to be closed before. */
  unregister(): Promise<void>;
}

/** Registers a worker by a page at `url`, which is left then: no window of the origin stays open. */
export async function register(
  context: BrowserContext,
  url: string,
  script: string,
): Promise<Registered> {
  const { origin } = new URL(url);
  const page = await context.newPage();
  await page.goto(url);
  const session = await context.newCDPSession(page);
  const registrationId = await registrationOf(session, page, script);
  const running = () => workerOf(context, origin + script);
  await (await running()).evaluate(noteFocused);
  await page.goto("about:blank");
  return {
    page,
    run: async (what) => (await running()).evaluate(what),
    async push(payload) {
      const data = typeof payload === "string" ? payload : JSON.stringify(payload);
      await session.send("ServiceWorker.deliverPushMessage", { origin, registrationId, data });
    },
    async sync(tag) {
      const event = { origin, registrationId, tag, lastChance: true };
      await session.send("ServiceWorker.dispatchSyncEvent", event);
    },
    async stop() {
      const stopped = new Promise<void>((resolve) => {
        session.on("ServiceWorker.workerVersionUpdated", ({ versions }) => {
          if (versions.some(({ runningStatus }) => runningStatus === "stopped")) {
            resolve();
          }
        });
      });
      await session.send("ServiceWorker.stopAllWorkers");
      await stopped;
    },
    async unregister() {
      const closed = (await running()).waitForEvent("close");
      await session.send("ServiceWorker.unregister", { scopeURL: `${origin}/` });
      await session.send("ServiceWorker.stopAllWorkers");
      await closed;
      await page.close();
    },
  };
}

/** Closes the windows that a test has opened. */
async function closeOthers(context: BrowserContext, kept: Page): Promise<void> {
  const others = context.pages().filter((page) => page !== kept);
  // A persistent context ends with its last page.
  await context.newPage();
  await Promise.all(others.map((page) => page.close()));
}

async function registrationOf(session: CDPSession, page: Page, script: string): Promise<string> {
  const scope = new URL("/", page.url()).href;
  const registered = new Promise<string>((resolve) => {
    session.on("ServiceWorker.workerRegistrationUpdated", ({ registrations }) => {
      const there = registrations.find((each) => each.scopeURL === scope && !each.isDeleted);
      if (there !== undefined) {
        resolve(there.registrationId);
      }
    });
  });
  await session.send("ServiceWorker.enable");
  await page.evaluate(async (address) => {
    await navigator.serviceWorker.register(address, { scope: "/" });
    await navigator.serviceWorker.ready;
  }, script);
  return registered;
}

/** The worker with this address, once it runs. */
async function workerOf(context: BrowserContext, url: string): Promise<Worker> {
  const isIt = (worker: Worker) => worker.url() === url;
  return (
    context.serviceWorkers().find(isIt) ??
    (await context.waitForEvent("serviceworker", { predicate: isIt }))
  );
}

/** The part of a worker's scope that tests look at. */
interface Scope {
  readonly registration: ServiceWorkerRegistration;
  readonly WindowClient: { readonly prototype: { focus(): Promise<{ readonly url: string }> } };
  focused: string[];
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
    scope.focused.push(window.url);
    return window;
  };
}

/** Runs in the worker. */
function readFocused(): readonly string[] {
  return (globalThis as unknown as Scope).focused;
}

/** Runs in a page. */
async function countKept(): Promise<number> {
  const answer = <T>(request: IDBRequest<T>) =>
    new Promise<T>((resolve, reject) => {
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
    });
  const database = await answer(indexedDB.open("belfry-push", 1));
  const count = await answer(database.transaction("receipts").objectStore("receipts").count());
  database.close();
  return count;
}
