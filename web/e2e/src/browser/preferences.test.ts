import assert from "node:assert/strict";
import { it } from "node:test";
import { someone } from "../harness/fixture.js";
import { describeElements, type Opening } from "./element-page.js";
import { becomes, gone, says, shown } from "./expect.js";
import {
  PreferencesPage,
  WITH_TYPES,
  choose,
  isKept,
  isOn,
  preferencesOf,
} from "./preferences-page.js";

describeElements(
  "preferences",
  (fixture) => {
    const open = (user: string, opening?: Opening) => PreferencesPage.open(fixture, user, opening);
    const send = (to: string, title: string, fields: object = {}) =>
      fixture.server.send(to, { title, ...fields });
    const chosen = async (user: string) => (await preferencesOf(fixture.server, user)).preferences;

    it("load, and are shown once the server has said them", async () => {
      const { page, form, row, tab } = await open(someone());
      let release = (): void => undefined;
      const released = new Promise<void>((resolve) => {
        release = resolve;
      });
      await page.routeWebSocket(/socket\.io/, async (socket) => {
        await released;
        socket.connectToServer();
      });
      await page.reload();
      await shown(form.locator(".skeleton[aria-busy=true]").getByText("Loading"));
      await gone(row("like"));

      release();

      await shown(row("like"));
      await gone(form.locator(".skeleton"));
      await tab.connected();
    });

    it("are asked for again when the server could not say them", async () => {
      const { page, form, row } = await open(someone());
      await shown(row("like"));
      await page.evaluate(() => {
        const old = document.querySelector<Asking>("belfry-preferences");
        Object.assign(old?.session ?? {}, { getPreferences: () => Promise.reject(new Error()) });
        old?.replaceWith(document.createElement("belfry-preferences"));
      });
      await shown(form.locator(".failed").getByText("This could not be loaded."));

      await page.evaluate(() => {
        delete document.querySelector<Asking>("belfry-preferences")?.session?.getPreferences;
      });
      await form.locator(".retry").click();

      await shown(row("like"));
      await gone(form.locator(".failed"));
    });

    it("what is switched off is off with the next send, in other windows, and later", async () => {
      const user = someone();
      const here = await open(user);
      const windows = [here, await open(user, { beside: here.tab }), await open(user)];

      await Promise.all([
        shown(here.notice.and(here.page.locator("[data-notice=saved]"))),
        here.press(here.switchOf("like", "toast")),
      ]);
      await send(user, "Ben likes it", { type: "like" });
      await send(user, "Ben says it", { type: "comment" });

      for (const { toast, badge, switchOf } of windows) {
        await shown(toast("Ben says it"));
        assert.equal(await toast("Ben likes it").count(), 0);
        await says(badge, "2");
        await isOn(switchOf("like", "toast"), false);
        await isOn(switchOf("comment", "toast"), true);
      }
      await here.page.reload();
      await isOn(here.switchOf("like", "toast"), false);
      await isOn(here.switchOf("like", "sound"), true);
    });

    it("what is not in the app is not kept, nor shown or heard", async () => {
      const user = someone();
      const { press, switchOf, badge, toast } = await open(user);

      await press(switchOf("like", "inApp"));

      await becomes(switchOf("like", "toast"), ":disabled:not(:checked)");
      await becomes(switchOf("like", "sound"), ":disabled:not(:checked)");
      const like = { to: user, title: "Ben likes it", type: "like" };
      const answer = await fixture.server.call("POST", "/api/v1/notifications", like);
      assert.equal(answer.status, 200);
      await press(switchOf("like", "inApp"));
      await isOn(switchOf("like", "toast"), true);
      await send(user, "Ben likes it now", { type: "like" });
      await shown(toast("Ben likes it now"));
      await says(badge, "1");
    });

    it("all types follow the choice for all, but for one with a choice of its own", async () => {
      const user = someone();
      const { press, switchOf, row, page } = await open(user);
      await press(switchOf("like", "toast"));
      await press(switchOf("*", "toast"));
      await isOn(switchOf("comment", "toast"), false);
      await press(switchOf("comment", "toast"));
      await press(switchOf("*", "toast"));
      await press(switchOf("*", "push"));
      await isOn(switchOf("security.alert", "push"), true);

      for (const [type, isToast] of [
        ["like", false],
        ["comment", true],
        ["order.shipped", true],
      ] as const) {
        await isOn(switchOf(type, "toast"), isToast);
        await isOn(switchOf(type, "push"), false);
      }
      await press(row("like").locator("[data-reset]"));
      await isOn(switchOf("like", "toast"), true);
      await gone(row("like").locator("[data-reset]"));
      await shown(switchOf("like", "inApp").and(page.locator(":focus")));
      await press(row("*").locator("[data-reset]"));
      await isOn(switchOf("*", "push"), true);
      await isOn(switchOf("like", "push"), true);
      // What the server was told of the type counts again.
      await isOn(switchOf("like", "email"), false);
      assert.deepEqual(await chosen(user), { types: { comment: { toast: true } } });
    });

    it("push and e-mail name the types that differ, and make them the same", async () => {
      const user = someone();
      const { press, switchOf, form, page } = await open(user);
      const [push, email] = [form.locator(".push"), form.locator(".email")];
      await says(email.locator(".hint").first(), /Except: Like/);
      await press(switchOf("comment", "push"));
      await says(push.locator(".hint").first(), /Except: Comment/);

      await press(form.locator("[data-same=push]"));
      await press(form.locator("[data-same=email]"));

      await isOn(switchOf("comment", "push"), true);
      await isOn(switchOf("like", "email"), true);
      await gone(form.locator("[data-same]"));
      await shown(email.locator(".switch").and(page.locator(":focus")));
      await press(email.locator(".switch"));
      await isOn(switchOf("*", "email"), false);
      await isOn(switchOf("like", "email"), false);
      // What is required is as it was.
      await says(email.locator(".hint").first(), /Except: Sign-ins and passwords/);
      await gone(form.locator("[data-same]"));
      assert.deepEqual(await chosen(user), { channels: { push: true, email: false } });
    });

    it("a pause holds back all but what is urgent, until it is ended", async () => {
      const user = someone();
      const here = await open(user);
      const there = await open(user);
      const pauseOf = ({ silence, page }: PreferencesPage) =>
        silence.and(page.locator("[data-silence=pause]"));

      await here.press(here.pause(1));
      await shown(here.form.locator(".pause .end").and(here.page.locator(":focus")));
      await shown(pauseOf(there).getByText(/^Paused until /));
      await send(user, "Held back");
      await send(user, "Pressing", { priority: "urgent" });
      await send(user, "Somebody signed in", { type: "security.alert" });
      for (const { toast, badge } of [here, there]) {
        await shown(toast("Pressing"));
        await shown(toast("Somebody signed in"));
        assert.equal(await toast("Held back").count(), 0);
        await says(badge, "3");
      }

      await there.press(there.form.locator(".pause .end"));
      await gone(pauseOf(here));
      await shown(here.pause(1));
      await send(user, "Loud again");
      for (const { toast, badge } of [here, there]) {
        await shown(toast("Loud again"));
        await says(badge, "4");
      }

      for (const length of [8, 168, "tomorrow"] as const) {
        await here.press(here.pause(length));
        await shown(pauseOf(there));
        await here.press(here.form.locator(".pause .end"));
        await gone(pauseOf(there));
      }
    });

    it("two windows that change different things at once lose neither", async () => {
      const user = someone();
      const first = await open(user);
      const views = [first, await open(user, { beside: first.tab }), await open(user)];
      const choices = [
        ["like", "toast"],
        ["like", "push"],
        ["comment", "toast"],
      ] as const;
      for (const on of [false, true, false]) {
        await Promise.all(
          choices.map(([type, channel], index) => {
            const view = views[index];
            assert.ok(view);
            return view.press(view.switchOf(type, channel));
          }),
        );
        for (const { switchOf } of views) {
          for (const [type, channel] of choices) {
            await isOn(switchOf(type, channel), on);
          }
        }
      }
      assert.deepEqual(await chosen(user), {
        types: { comment: { toast: false }, like: { push: false, toast: false } },
      });
    });

    it("nothing can be changed while offline, and all is live again afterwards", async () => {
      const user = someone();
      await choose(fixture.server, user, { types: { like: { toast: false } } });
      const { page, tab, banner, row, switchOf, pause, press } = await open(user);
      tab.forgive(/ERR_INTERNET_DISCONNECTED/);
      await isOn(switchOf("like", "toast"), false);

      await page.context().setOffline(true);
      await shown(banner.getByText("You are offline.", { exact: false }));
      await becomes(switchOf("like", "toast"), "[aria-disabled=true]:not(:checked)");
      await becomes(pause(1), "[aria-disabled=true]");
      await becomes(row("like").locator("[data-reset]"), "[aria-disabled=true]");
      for (const control of [
        switchOf("like", "toast"),
        pause(1),
        row("like").locator("[data-reset]"),
      ]) {
        await control.click({ force: true });
      }
      await isOn(switchOf("like", "toast"), false);
      await choose(fixture.server, user, { types: { comment: { push: false } } });

      await page.context().setOffline(false);
      await isOn(switchOf("comment", "push"), false);
      await gone(banner);
      await isOn(switchOf("like", "toast"), false);
      await press(switchOf("like", "toast"));
      assert.deepEqual(await chosen(user), {
        types: { comment: { push: false }, like: { toast: true } },
      });
    });

    it("show what the device has kept, when the page is opened offline", async () => {
      const user = someone();
      await choose(fixture.server, user, { types: { like: { toast: false } } });
      const { page, tab, banner, switchOf, row } = await open(user);
      tab.forgive(/ERR_INTERNET_DISCONNECTED/);
      await isOn(switchOf("like", "toast"), false);
      await isKept(page);
      await page.context().setOffline(true);

      await page.reload();

      await shown(banner);
      await becomes(switchOf("like", "toast"), "[aria-disabled=true]:not(:checked)");
      // Which types there are, only the server knows.
      await gone(row("comment"));
      await page.context().setOffline(false);
      await isOn(switchOf("comment", "toast"), true);
      await gone(banner);
    });
  },
  WITH_TYPES,
);

/** What tests ask of an element within the page. */
interface Asking extends Element {
  readonly session?: { getPreferences?: unknown };
}
