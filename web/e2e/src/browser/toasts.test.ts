import assert from "node:assert/strict";
import { it } from "node:test";
import { someone } from "../harness/fixture.js";
import { assertAccessible } from "./axe.js";
import { describeElements } from "./element-page.js";
import { becomes, counts, gone, says, shown } from "./expect.js";
import { ACTIONS, openToasts, type Session } from "./toasts-page.js";

describeElements("toasts", (fixture) => {
  const send = (to: string, title: string, fields: Readonly<Record<string, unknown>> = {}) =>
    fixture.server.send(to, { title, ...fields });

  it("are spoken once: in turn, or at once what is pressing", async () => {
    const user = someone();
    const { polite, pressing } = await openToasts(fixture, user);

    await send(user, "One", { message: "of all" });
    await says(polite.locator("p"), "One. of all");
    await send(user, "Two", { priority: "high" });
    await says(pressing.locator("p").first(), "Two");
    await send(user, "Three", { priority: "urgent" });
    await says(pressing.locator("p").nth(1), "Urgent: Three");

    await counts(polite.locator("p"), 1);
    await counts(pressing.locator("p"), 2);
  });

  it("are three, and the others can be seen, and all be closed", async () => {
    const user = someone();
    const { page, toasts, titles } = await openToasts(fixture, user);
    await send(user, "Urgent", { priority: "urgent" });
    for (const title of ["One", "Two", "Three", "Four"]) {
      await send(user, title);
    }
    const more = page.getByRole("button", { name: "+2 more" });
    await shown(more);
    assert.deepEqual(await titles(), ["Four", "Three", "Urgent"]);

    await more.click();
    await counts(toasts, 5);
    await page.mouse.move(5, 500);
    await counts(toasts, 3);
    await page.getByRole("button", { name: "Close all" }).click();
    await counts(toasts, 0);
  });

  it("are the newest of those that come at once", async () => {
    const user = someone();
    const { page, titles } = await openToasts(fixture, user);
    await fixture.server.call("POST", "/api/v1/notifications/batch", {
      notifications: ["One", "Two", "Three", "Four"].map((title) => ({ to: user, title })),
    });

    await shown(page.getByRole("button", { name: "+1 more" }));
    assert.deepEqual(await titles(), ["Four", "Three", "Two"]);
  });

  it("are as many as the page says, newest next to the edge that it says", async () => {
    const user = someone();
    const { page, titles } = await openToasts(fixture, user, {
      attributes: 'limit="2" position="bottom-start"',
      profile: { reducedMotion: "reduce" },
    });
    for (const title of ["One", "Two", "Three"]) {
      await send(user, title);
    }
    await shown(page.getByRole("button", { name: "+1 more" }));

    assert.deepEqual(await titles(), ["Two", "Three"]);
    const box = await page.locator(".toast").last().boundingBox();
    const { height } = page.viewportSize() ?? { height: 0 };
    assert.equal(box?.x, 16);
    assert.equal(Math.round(box.y + box.height), height - 16);
  });

  it("show a notification as it grows, and go when it is read elsewhere", async () => {
    const user = someone();
    const { page, toast, toasts, pressing } = await openToasts(fixture, user);
    const group = { key: "likes", title: "{{actor}} and {{others}} other" };
    const fields = { group, priority: "high" };
    const { id } = await send(user, "Ben likes it", { ...fields, actor: { name: "Ben" } });
    await shown(toast("Ben likes it"));

    await send(user, "Cleo likes it", { ...fields, actor: { name: "Cleo" } });
    await shown(toast("Cleo and 1 other"));
    await counts(toasts, 1);
    await counts(pressing.locator("p"), 1);
    await page.evaluate(
      (read) => document.querySelector<Session>("belfry-toasts")?.session?.markRead(read),
      id,
    );
    await counts(toasts, 0);
  });

  it("lead where they say, once the page had its say", async () => {
    const user = someone();
    const { page, toast } = await openToasts(fixture, user);
    await page.evaluate(() => {
      document.addEventListener(
        "belfry-navigate",
        (event) => {
          event.preventDefault();
          const { url, notification } = (event as CustomEvent<Navigation>).detail;
          document.title = `${url} of ${notification.title}`;
        },
        { once: true },
      );
    });
    await send(user, "One", { url: "/page.html?one" });
    await toast("One").click();
    await gone(toast("One"));
    assert.equal(await page.title(), `${fixture.server.url}/page.html?one of One`);

    await page.route("**/page.html?two", (route) => route.fulfill({ body: "two" }));
    await send(user, "Two", { url: "/page.html?two" });
    await toast("Two").click();
    await page.waitForURL("**/page.html?two");
    const { notifications } = await fixture.server.inbox(user);
    assert.deepEqual(
      notifications.map(({ read }) => read),
      [true, true],
    );
  });

  it("lead to other origins in a tab of their own, which does not know this one", async () => {
    const user = someone();
    const { page, toast } = await openToasts(fixture, user);
    await page
      .context()
      .route("https://example.org/**", (route) =>
        route.fulfill({ contentType: "text/html", body: "elsewhere" }),
      );
    await send(user, "One", { url: "https://example.org/one" });
    await shown(toast("One"));

    const [elsewhere] = await Promise.all([
      page.context().waitForEvent("page"),
      toast("One").click(),
    ]);
    await elsewhere.waitForURL("https://example.org/one");
    assert.equal(await elsewhere.evaluate(() => window.opener), null);
  });

  it("have buttons, and show the answer", async () => {
    const user = someone();
    const { toast, polite } = await openToasts(fixture, user);
    await send(user, "Order 5", { actions: ACTIONS, priority: "urgent" });

    await toast("Order 5").getByRole("button", { name: "Accept" }).click();
    await says(toast("Order 5").locator(".outcome bdi"), "Accept");
    await says(polite.locator("p"), "Accept");
    const [notification] = (await fixture.server.inbox(user)).notifications;
    assert.equal(notification?.outcome?.action, "accept");
  });

  it("say who was first", async () => {
    const [user, other] = [someone(), someone()];
    const { page, toast } = await openToasts(fixture, user);
    const fields = { actions: ACTIONS, actionGroup: `order of ${user}`, priority: "urgent" };
    const { id } = await send(other, "Order 5", fields);
    await send(user, "Order 5", fields);
    await shown(toast("Order 5"));

    const answered = await fetch(
      `${fixture.server.url}/api/v1/me/notifications/${id}/actions/decline`,
      { method: "POST", headers: { Authorization: `Bearer ${fixture.server.token(other)}` } },
    );
    assert.equal(answered.status, 200);
    await says(toast("Order 5").locator(".outcome bdi"), `Decline, by ${other}`);
    await counts(page.getByRole("button", { name: "Accept" }), 0);
  });

  it("say why a button did nothing, and keep it", async () => {
    const user = someone();
    const { page, toast } = await openToasts(fixture, user, { attributes: 'lang="de"' });
    await send(user, "Order 5", { actions: ACTIONS, priority: "urgent" });
    await shown(toast("Order 5"));
    await page.evaluate(() => {
      const session = document.querySelector<Session>("belfry-toasts")?.session;
      if (session) {
        session.act = () => Promise.reject(new Error("no network"));
      }
    });

    await toast("Order 5").getByRole("button", { name: "Accept" }).click();
    await says(toast("Order 5").locator(".problem"), "Das ging nicht: no network");
    await shown(toast("Order 5").getByRole("button", { name: "Accept" }));
  });

  it("tell what was held back, and that leads to the inbox", async () => {
    const user = someone();
    const { page, toasts, toast } = await openToasts(fixture, user);
    const pause = (until: number | null) =>
      page.evaluate(
        (end) => document.querySelector<Session>("belfry-toasts")?.session?.setDoNotDisturb(end),
        until,
      );
    await page.evaluate(() => {
      document.addEventListener("belfry-show-inbox", () => {
        document.title = "inbox";
      });
    });
    await pause(Date.now() + 60_000);
    await send(user, "One");
    await send(user, "Two");
    await pause(null);

    await toast("2 notifications came in the meantime").click();
    await counts(toasts, 0);
    assert.equal(await page.title(), "inbox");
  });

  it("tell what was refused", async () => {
    const user = someone();
    const { page, toasts, pressing } = await openToasts(fixture, user);
    await page.evaluate(() =>
      document
        .querySelector<Session>("belfry-toasts")
        ?.session?.markRead("01890000-0000-7000-8000-000000000000")
        .catch(() => undefined),
    );

    await becomes(toasts, '[data-kind="refused"]');
    assert.match((await toasts.textContent()) ?? "", /This could not be done: .+/);
    await counts(pressing.locator("p"), 1);
  });

  it("have nothing that axe finds wrong, in light and dark", async () => {
    for (const colorScheme of ["light", "dark"] as const) {
      const user = someone();
      const { page } = await openToasts(fixture, user, {
        profile: { colorScheme },
        css: ":root { color-scheme: light dark }",
        body: "<main><h1>A page</h1></main>",
      });
      await send(user, "One");
      await send(user, "Two", { url: "/two", actor: { name: "Ben" } });
      await send(user, "Three", { priority: "high", type: "error", message: "Oh no" });
      await send(user, "Four", { priority: "urgent", message: "Now", actions: ACTIONS });
      await shown(page.getByRole("button", { name: "+1 more" }));

      await assertAccessible(page);
    }
  });

  it("show what users wrote as text, and pictures from where they may", async () => {
    const user = someone();
    const { page, tab, toasts } = await openToasts(fixture, user);
    tab.forgive(/404|Content Security Policy/);
    await send(user, '<img src=x onerror="document.title=1">', {
      message: "<script>document.title = 2</script>",
      actor: { id: "x", name: "x", avatar: "https://elsewhere.example/x.png" },
      actions: [{ id: "a", label: "<b>bold</b>", url: "/page.html" }],
    });

    await shown(toasts.getByRole("button", { name: "<b>bold</b>" }));
    await gone(toasts.locator("img"));
    await shown(toasts.locator(".face"));
    assert.equal(await toasts.locator("img").getAttribute("referrerpolicy"), "no-referrer");
    assert.equal(await page.title(), "A page");
  });
});

interface Navigation {
  readonly url: string;
  readonly notification: { readonly title: string };
}
