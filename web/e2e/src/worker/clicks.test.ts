import assert from "node:assert/strict";
import { it } from "node:test";
import { PLAIN_PAGE } from "./application.js";
import { becomes, describeWorker } from "./fixture.js";

const ORDER = `${PLAIN_PAGE}/orders/5`;
const ACCEPT = { id: "accept", label: "Accept" };

describeWorker("a click on a notification", (fixture) => {
  const address = (path: string) => fixture.origin + path;
  const push = async (notification: object, receipt?: string) => {
    await fixture.push({
      notification: { title: "Order 5", ...notification },
      ...(receipt !== undefined && { receipt: fixture.sink.address(receipt) }),
    });
    await fixture.desktop.shows("Order 5");
  };
  /** Does something, and waits for the window that the browser opens then. */
  const opens = async (act: () => void) => {
    const opened = fixture.context.waitForEvent("page");
    act();
    return opened;
  };

  it("opens a window where there is none", async () => {
    await push({ id: "open-1", url: ORDER });

    const opened = await opens(() => fixture.desktop.click("Order 5"));

    await opened.waitForURL(address(ORDER));
    await fixture.desktop.shows();
  });

  it("opens the application where it leads nowhere", async () => {
    await push({ id: "open-2" });

    const opened = await opens(() => fixture.desktop.click("Order 5"));

    await opened.waitForURL(address("/"));
  });

  it("brings the window to the front that shows the address, which it loads again", async () => {
    const there = await fixture.open(ORDER);
    const other = await fixture.open(`${PLAIN_PAGE}/other`);
    await there.evaluate(() => (document.title = "as it was"));
    await push({ id: "focus-1", url: ORDER }, "/focus-1");

    fixture.desktop.click("Order 5");
    await fixture.sink.hears("/focus-1", { event: "clicked" });

    await fixture.focuses(address(ORDER));
    await there.waitForFunction(() => document.title === "Application");
    assert.equal(there.url(), address(ORDER));
    assert.equal(other.url(), address(`${PLAIN_PAGE}/other`));
  });

  it("leads another window there where none shows the address", async () => {
    const window = await fixture.open(`${PLAIN_PAGE}/other`);
    await push({ id: "lead-1", url: ORDER });

    fixture.desktop.click("Order 5");

    await window.waitForURL(address(ORDER));
    await fixture.focuses(address(`${PLAIN_PAGE}/other`));
  });

  it("opens another window for an address of another origin", async () => {
    const window = await fixture.open(PLAIN_PAGE);
    await push({ id: "abroad-1", url: fixture.sink.address("/page") }, "/abroad-1");

    const opened = await opens(() => fixture.desktop.click("Order 5"));

    await opened.waitForURL(fixture.sink.address("/page"));
    assert.equal(window.url(), address(PLAIN_PAGE));
    await fixture.sink.hears("/abroad-1", { event: "clicked" });
  });

  for (const [index, url] of ["javascript:alert(1)", "data:text/html,x", "file:///etc"].entries()) {
    it(`leads nowhere by ${url}`, async () => {
      const window = await fixture.open(PLAIN_PAGE);
      const actions = [{ ...ACCEPT, url }];
      await push({ id: `inert-${index}`, url, actions }, `/inert-${index}`);

      fixture.desktop.click("Order 5", "Accept");
      await fixture.sink.hears(`/inert-${index}`, { event: "acted", action: "accept" });
      await push({ id: `inert-${index}`, seq: 1, url }, `/inert-${index}/again`);
      fixture.desktop.click("Order 5");
      await fixture.sink.hears(`/inert-${index}/again`, { event: "clicked" });

      await fixture.focuses(address(PLAIN_PAGE));
      const there = fixture.context.pages().map((page) => page.url());
      assert.deepEqual(
        there.filter((each) => each !== "about:blank"),
        [window.url()],
      );
    });
  }

  it("is told to the server without anything of the user", async () => {
    await fixture.context.addCookies([
      { name: "session", value: "secret", url: fixture.sink.address("/") },
    ]);
    await push({ id: "count-1" }, "/count-1");

    await opens(() => fixture.desktop.click("Order 5"));

    await fixture.sink.hears("/count-1", { event: "clicked" });
    assert.equal(fixture.sink.received.at(-1)?.cookie, undefined);
  });

  it("that wipes it away is told, too", async () => {
    await push({ id: "wipe-1" }, "/wipe-1");

    fixture.desktop.dismiss("Order 5");

    await fixture.sink.hears("/wipe-1", { event: "dismissed" });
  });

  it("on a button answers, and leaves the windows as they are", async () => {
    const window = await fixture.open(`${PLAIN_PAGE}/other`);
    await push({ id: "press-1", url: ORDER, actions: [ACCEPT] }, "/press-1");

    fixture.desktop.click("Order 5", "Accept");

    await fixture.sink.hears("/press-1", { event: "acted", action: "accept" });
    await fixture.desktop.shows();
    await fixture.focuses();
    assert.equal(window.url(), address(`${PLAIN_PAGE}/other`));
  });

  it("on a button with an address answers, and goes there", async () => {
    const actions = [ACCEPT, { id: "decline", label: "Decline", url: `${ORDER}/decline` }];
    await push({ id: "press-2", url: ORDER, actions }, "/press-2");

    const opened = await opens(() => fixture.desktop.click("Order 5", "Decline"));

    await opened.waitForURL(address(`${ORDER}/decline`));
    await fixture.sink.hears("/press-2", { event: "acted", action: "decline" });
  });

  it("that cannot be told is told as soon as there is a network again", async () => {
    fixture.sink.status = 503;
    await push({ id: "sync-1" }, "/sync-1");
    fixture.desktop.dismiss("Order 5");
    await fixture.sink.refuses(1);
    await fixture.kept(1);

    fixture.sink.status = 204;
    // One that had begun before knows nothing of that.
    await becomes(async () => {
      await fixture.worker.sync("belfry-receipts");
      return fixture.sink.at("/sync-1");
    }, [{ event: "dismissed" }]);
    await fixture.kept(0);
  });

  it("that the server refuses for good is not told again", async () => {
    fixture.sink.status = 410;
    await push({ id: "gone-1", actions: [ACCEPT] }, "/gone-1");
    fixture.desktop.click("Order 5", "Accept");
    await fixture.sink.refuses(1);
    await fixture.desktop.shows();
    fixture.sink.status = 204;

    await push({ id: "gone-2" }, "/gone-2");
    fixture.desktop.dismiss("Order 5");
    await fixture.sink.hears("/gone-2", { event: "dismissed" });

    await fixture.kept(0);
    assert.deepEqual(fixture.sink.at("/gone-1"), []);
  });
});
