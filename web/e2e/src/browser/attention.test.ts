import assert from "node:assert/strict";
import { it } from "node:test";
import type { Page } from "playwright-core";
import { someone } from "../harness/fixture.js";
import { describeElements, type ElementPage } from "./element-page.js";
import { counts, shown } from "./expect.js";
import { hide, openToasts, type Session } from "./toasts-page.js";

/** What a page has done to call the user, as the browser was asked for it. */
interface Calls {
  strokes: number;
  readonly vibrations: unknown[];
  readonly notices: string[];
  readonly closed: string[];
  badge: number | undefined;
}

const WITHIN_MS = 10_000;

describeElements("what calls the user's attention", (fixture) => {
  const send = (to: string, title: string, priority = "high") =>
    fixture.server.send(to, { title, priority });
  const open = (user: string, attributes = "", beside?: ElementPage) =>
    openToasts(fixture, user, {
      attributes,
      before: listen,
      profile: { permissions: ["notifications"] },
      ...(beside !== undefined && { beside }),
    });

  it("rings and vibrates once the page was touched, in another way for what is urgent", async () => {
    const user = someone();
    const { page, toast } = await open(user);
    await send(user, "Before");
    await shown(toast("Before"));
    assert.equal((await callsOf(page)).strokes, 0);
    assert.deepEqual((await callsOf(page)).vibrations, []);

    await page.getByLabel("Field").click();
    await send(user, "After");
    const { vibrations } = await until(page, ({ strokes }) => strokes === 6);
    assert.deepEqual(vibrations, [[120]]);

    await pass(page, 2_000);
    await send(user, "Now", "urgent");
    const urgent = await until(page, ({ strokes }) => strokes === 6 + 12);
    assert.deepEqual(urgent.vibrations[1], [220, 90, 220]);
  });

  it("is silent for what is neither high nor urgent, and where it is muted", async () => {
    const user = someone();
    const { page, toast } = await open(user);
    await page.getByLabel("Field").click();
    await send(user, "Normal", "normal");
    await shown(toast("Normal"));
    await mute(page, true);
    await send(user, "Muted", "urgent");
    await shown(toast("Muted"));
    await mute(page, false);
    await send(user, "Loud");

    await shown(toast("Loud"));
    const { vibrations } = await until(page, ({ strokes }) => strokes > 0);
    assert.deepEqual(vibrations, [[120]]);
  });

  it("rings in one tab, which is one that was touched, and best the one that is seen", async () => {
    const user = someone();
    const leader = await open(user);
    const second = await open(user, "", leader.tab);
    await second.page.getByLabel("Field").click();
    const third = await open(user, "", leader.tab);
    const pages = [leader.page, second.page, third.page];
    await send(user, "To the second");
    await until(second.page, ({ strokes }) => strokes > 0);

    await third.page.getByLabel("Field").click();
    await hide(third.page, true);
    await pass(second.page, 2_000);
    await send(user, "To the second again");
    await until(second.page, ({ strokes }) => strokes > 6);

    await hide(second.page, true);
    await hide(third.page, false);
    await send(user, "To the third");
    await until(third.page, ({ strokes }) => strokes > 0);
    const all = await Promise.all(pages.map(callsOf));
    assert.deepEqual(
      all.map(({ strokes }) => strokes),
      [0, 12, 6],
    );
  });

  it("is the operating system's while no tab is seen, and closed when it is read", async () => {
    const user = someone();
    const leader = await open(user);
    const follower = await open(user, "", leader.tab);
    await hide(leader.page, true);
    await send(user, "Seen in the other tab");
    await shown(follower.toast("Seen in the other tab"));

    await hide(follower.page, true);
    const { id } = await send(user, "Seen nowhere");
    await until(leader.page, ({ notices }) => notices.length > 0);
    assert.deepEqual((await callsOf(leader.page)).notices, [`Seen nowhere ${id}`]);
    assert.deepEqual((await callsOf(follower.page)).notices, []);

    await follower.page.evaluate(
      (read) => document.querySelector<Session>("belfry-toasts")?.session?.markRead(read),
      id,
    );
    await until(leader.page, ({ closed }) => closed.includes(id));
  });

  it("leads a click on what the operating system shows to where it belongs", async () => {
    const user = someone();
    const { page, toast } = await open(user);
    await page.evaluate(() => {
      document.addEventListener("belfry-navigate", (event) => {
        event.preventDefault();
        document.title = (event as CustomEvent<{ readonly url: string }>).detail.url;
      });
    });
    await hide(page, true);
    await fixture.server.send(user, { title: "One", url: "/one" });
    await until(page, ({ notices }) => notices.length > 0);

    await page.evaluate(() => dispatchEvent(new Event("click on a notice")));
    await counts(toast("One"), 0);
    assert.equal(await page.title(), `${fixture.server.url}/one`);
    const [notification] = (await fixture.server.inbox(user)).notifications;
    assert.equal(notification?.read, true);
  });

  it("is not the operating system's without leave, which is not asked for", async () => {
    const user = someone();
    const { page, tab, toast } = await openToasts(fixture, user, { before: listen });
    assert.equal(await page.evaluate(() => Notification.permission), "denied");
    await hide(page, true);
    await send(user, "One");
    await shown(toast("One"));

    assert.deepEqual((await callsOf(tab.page)).notices, []);
  });

  it("puts the number before the title, whatever the page makes of that", async () => {
    const user = someone();
    const { page } = await open(user, "title-count");
    const becomes = (title: string) => titled(page, title);
    await becomes("A page");
    await send(user, "One");
    await becomes("(1) A page");
    await page.evaluate(() => {
      document.title = "Another page";
    });
    await becomes("(1) Another page");
    await page.evaluate(() => {
      const title = document.createElement("title");
      title.textContent = "A third page";
      document.querySelector("title")?.replaceWith(title);
    });
    await becomes("(1) A third page");
    await send(user, "Two");
    await becomes("(2) A third page");
    assert.equal((await callsOf(page)).badge, 2);
    await page.evaluate(() => document.querySelector("belfry-toasts")?.remove());
    await becomes("A third page");
  });

  it("is called once by several elements of a page", async () => {
    const user = someone();
    const token = fixture.server.token(user);
    const toasts = `<belfry-toasts token="${token}" title-count></belfry-toasts>`;
    const none = `<belfry-toasts token="${token}" position="none" muted></belfry-toasts>`;
    const tab = await fixture.open(none + toasts + toasts, { before: listen });
    const { page } = tab;
    await page.mouse.click(5, 500);
    await send(user, "One");
    await until(page, ({ strokes }) => strokes > 0);

    await counts(page.locator(".toast"), 1);
    assert.equal(await page.title(), "(1) A page");
    const { strokes, vibrations } = await callsOf(page);
    assert.deepEqual([strokes, vibrations.length], [6, 1]);
  });

  it("is the bell's, too, also of one without toasts, whose parts a page can reach", async () => {
    const user = someone();
    const token = fixture.server.token(user);
    const css = "belfry-bell::part(toast-title) { color: rgb(1, 2, 3) }";
    const bell = `<belfry-bell token="${token}" title-count></belfry-bell>`;
    const { page } = await fixture.open(bell, { css });
    await send(user, "One");
    await shown(page.locator(".toast"));
    const title = page.locator(".toast .title");
    assert.equal(await title.evaluate((each) => getComputedStyle(each).color), "rgb(1, 2, 3)");

    const quiet = await fixture.open(bell.replace("title-count", 'title-count toasts="none"'));
    await titled(quiet.page, "(1) A page");
    assert.equal(await quiet.page.locator(".toast").count(), 0);
  });

  it("does not show again in one tab what was closed in another", async () => {
    const user = someone();
    const first = await open(user);
    const second = await open(user, "", first.tab);
    await send(user, "One", "urgent");
    await shown(first.toast("One"));
    await shown(second.toast("One"));

    await second.close("One").click();
    await counts(first.toasts, 0);
  });
});

/** Remembers what the page asks of the browser, before that does it. */
function listen(): void {
  const calls: Calls = { strokes: 0, vibrations: [], notices: [], closed: [], badge: undefined };
  Object.assign(window, { calls });
  const { start } = OscillatorNode.prototype;
  OscillatorNode.prototype.start = function (when) {
    calls.strokes += 1;
    start.call(this, when);
  };
  navigator.vibrate = (pattern) => {
    calls.vibrations.push(pattern);
    return true;
  };
  navigator.setAppBadge = (count) => {
    calls.badge = count;
    return Promise.resolve();
  };
  const { close } = Notification.prototype;
  Notification.prototype.close = function () {
    calls.closed.push(this.tag);
    close.call(this);
  };
  window.Notification = class extends Notification {
    constructor(title: string, options?: NotificationOptions) {
      super(title, options);
      calls.notices.push(`${title} ${options?.tag}`);
      addEventListener("click on a notice", () => this.dispatchEvent(new Event("click")));
    }
  };
}

function callsOf(page: Page): Promise<Calls> {
  return page.evaluate(() => (window as unknown as { readonly calls: Calls }).calls);
}

/** Waits until the page has called so, and returns all that it has. */
async function until(page: Page, holds: (calls: Calls) => boolean): Promise<Calls> {
  const deadline = Date.now() + WITHIN_MS;
  for (;;) {
    const calls = await callsOf(page);
    if (holds(calls)) {
      return calls;
    }
    assert.ok(Date.now() < deadline, `waited in vain; it called ${JSON.stringify(calls)}`);
  }
}

/** Waits until the page has that title. */
async function titled(page: Page, title: string): Promise<void> {
  const deadline = Date.now() + WITHIN_MS;
  while ((await page.title()) !== title) {
    assert.ok(Date.now() < deadline, `the title is ${await page.title()}`);
  }
}

/** Lets the clock by which chimes are kept apart go on. */
function pass(page: Page, ms: number): Promise<void> {
  return page.evaluate((passedMs) => {
    const now = performance.now.bind(performance);
    performance.now = () => now() + passedMs;
  }, ms);
}

function mute(page: Page, muted: boolean): Promise<void> {
  return page.evaluate((isMuted) => {
    document.querySelector("belfry-toasts")?.toggleAttribute("muted", isMuted);
  }, muted);
}
