import assert from "node:assert/strict";
import { mkdtemp, rm } from "node:fs/promises";
import { after, afterEach, before, describe } from "node:test";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { isDeepStrictEqual } from "node:util";
import type { BrowserContext, Page } from "playwright-core";
import { launchProfile } from "../browser/chromium.js";
import { Server } from "../harness/server.js";
import { Application, PLAIN_PAGE } from "./application.js";
import { Desktop } from "./desktop.js";
import { RegisteredWorker, type Shown } from "./registered-worker.js";
import { Sink } from "./sink.js";

const WITHIN_MS = 30_000;
const LOOK_EVERY_MS = 20;

/** What a test of the worker has: a server, a browser with the worker, and a desktop. */
export interface WorkerFixture {
  readonly server: Server;
  /** Where the application is, and the server too. */
  readonly origin: string;
  readonly context: BrowserContext;
  readonly desktop: Desktop;
  readonly sink: Sink;
  readonly worker: RegisteredWorker;
  /** A page of the application, at a path of its origin. */
  open(path: string): Promise<Page>;
  /** Has the push service bring this to the worker; an object as JSON. */
  push(payload: unknown): Promise<void>;
  /** What the browser shows with this tag. */
  shown(tag: string): Promise<readonly Shown[]>;
  /** Waits until the worker has brought the windows that had these addresses to the front. */
  focuses(...urls: readonly string[]): Promise<void>;
  /** Waits until so many receipts wait for another attempt. */
  kept(count: number): Promise<void>;
}

/** A group of tests of one worker, which an application has registered that has a server. */
export function describeWorker(name: string, tests: (fixture: WorkerFixture) => void): void {
  describe(name, () => {
    let folder = "";
    let server: Server;
    let application: Application;
    let desktop: Desktop;
    let sink: Sink;
    let context: BrowserContext;
    let worker: RegisteredWorker;
    const focused: string[] = [];
    const open = async (path: string) => {
      const page = await context.newPage();
      await page.goto(application.origin + path);
      return page;
    };
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
      const { origin } = application;
      await context.grantPermissions(["notifications"], { origin });
      worker = await RegisteredWorker.register(context, origin + PLAIN_PAGE, "/belfry-sw.js");
    });
    afterEach(async () => {
      const page = await open(PLAIN_PAGE);
      await page.evaluate(closeAll);
      const opened = context.pages().filter((each) => each !== worker.page);
      await Promise.all(opened.map((each) => each.close()));
      desktop.clear();
      focused.length = 0;
      await worker.focused();
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
      get worker() {
        return worker;
      },
      open,
      push: (payload) =>
        worker.push(typeof payload === "string" ? payload : JSON.stringify(payload)),
      shown: async (tag) => (await worker.shown()).filter((each) => each.tag === tag),
      async focuses(...urls) {
        await becomes(async () => {
          focused.push(...(await worker.focused()));
          return focused;
        }, urls);
      },
      async kept(count) {
        const page = await open(PLAIN_PAGE);
        await becomes(() => page.evaluate(countKept), count);
        await page.close();
      },
    });
  });
}

/** Looks until something is so. */
export async function becomes(look: () => Promise<unknown>, wanted: unknown): Promise<void> {
  const deadline = Date.now() + WITHIN_MS;
  let seen = await look();
  while (!isDeepStrictEqual(seen, wanted) && Date.now() < deadline) {
    await pause(LOOK_EVERY_MS);
    seen = await look();
  }
  assert.deepEqual(seen, wanted);
}

/** Runs in a page: nothing of one test is on the screen in the next. */
async function closeAll(): Promise<void> {
  const registration = await navigator.serviceWorker.ready;
  for (const notification of await registration.getNotifications()) {
    notification.close();
  }
}

/** Runs in a page. */
async function countKept(): Promise<number> {
  const answer = <T>(request: IDBRequest<T>) =>
    new Promise<T>((resolve, reject) => {
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
    });
  const database = await answer(indexedDB.open("belfry-push"));
  const count = await answer(database.transaction("receipts").objectStore("receipts").count());
  database.close();
  return count;
}
