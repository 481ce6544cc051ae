import assert from "node:assert/strict";
import { it } from "node:test";
import { someone } from "../harness/fixture.js";
import { assertAccessible } from "./axe.js";
import { describeElements, type Opening } from "./element-page.js";
import { becomes, gone, says, shown } from "./expect.js";
import {
  PreferencesPage,
  WITH_TYPES,
  choose,
  hasFocus,
  isOn,
  preferencesOf,
  tabTo,
} from "./preferences-page.js";

const PHONE = { width: 390, height: 844 };

const CSS = ":root { color-scheme: light dark } body { background: Canvas; color: CanvasText }";

/** Chosen so that everything is there: windows, exceptions, choices to take back. */
const CHOICES = {
  channels: { sound: false },
  types: { comment: { push: false }, like: { inApp: false } },
  quietHours: [{ from: "22:00", to: "07:00" }],
};

const LOOKS: Readonly<Record<string, Opening>> = {
  light: { css: CSS, profile: { colorScheme: "light" } },
  dark: { css: CSS, profile: { colorScheme: "dark" } },
  "on a phone": { css: CSS, profile: { colorScheme: "light", viewport: PHONE } },
  "in Arabic": { css: CSS, lang: "ar", dir: "rtl" },
  "in Arabic on a phone, dark": {
    css: CSS,
    lang: "ar",
    dir: "rtl",
    profile: { colorScheme: "dark", viewport: PHONE },
  },
};

describeElements(
  "the form of preferences",
  (fixture) => {
    const open = (user: string, opening?: Opening) => PreferencesPage.open(fixture, user, opening);

    it("what the server refuses is told, and goes back", async () => {
      const user = someone();
      const types = Object.fromEntries(
        Array.from({ length: 200 }, (_, index) => [`type-${index}`, { sound: false }]),
      );
      await choose(fixture.server, user, { types });
      const { notice, switchOf } = await open(user);

      await switchOf("like", "toast").click();

      await becomes(notice, "[data-notice=refused]");
      await shown(notice.filter({ hasText: /This could not be done: .* at most 200 types/ }));
      await isOn(switchOf("like", "toast"), true);
      assert.equal(
        (await preferencesOf(fixture.server, user)).preferences.types?.["like"],
        undefined,
      );
      await notice.getByRole("button", { name: "Close" }).click();
      await gone(notice);
      await becomes(switchOf("like", "toast"), ":focus");
    });

    it("how often to be mailed is shown in other windows, and later, and fixed while offline", async () => {
      const user = someone();
      const [here, there] = [await open(user), await open(user)];
      const digestOf = ({ form }: PreferencesPage) =>
        form.getByRole("combobox", { name: "How often" });
      const isShown = (view: PreferencesPage, digest: string) =>
        becomes(digestOf(view), `:has(option[value="${digest}"]:checked)`);
      const chosen = async () =>
        (await preferencesOf(fixture.server, user)).preferences.emailDigest;
      await isShown(here, "");

      await here.saved(() => digestOf(here).selectOption("Every week"));

      await isShown(there, "weekly");
      assert.equal(await chosen(), "weekly");
      await here.page.reload();
      await isShown(here, "weekly");
      await there.saved(() => digestOf(there).selectOption("Default"));
      await isShown(here, "");
      assert.equal(await chosen(), undefined);

      here.tab.forgive(/ERR_INTERNET_DISCONNECTED/);
      await here.page.context().setOffline(true);
      await becomes(digestOf(here), "[aria-disabled=true]");
      await digestOf(here).focus();
      await here.page.keyboard.press("ArrowDown");
      await isShown(here, "");
    });

    it("what is required is locked", async () => {
      const { row } = await open(someone());
      const alerts = row("security.alert");
      await shown(alerts.getByText("Required, cannot be changed"));
      assert.equal(await alerts.locator(".switch:checked:disabled").count(), 5);
    });

    it("hostile labels are texts", async () => {
      const user = someone();
      await choose(fixture.server, user, { types: { "order.shipped": { email: false } } });
      const { row, form } = await open(user);
      const label = '<img src=x onerror="alert(1)"> Your parcel';

      await says(row("order.shipped").locator(".name bdi"), label);
      await says(form.locator(".email .hint").first(), /Except: .*<img src=x onerror/);
      await says(form.locator(".category th").first(), "<b>Orders</b>");
      assert.equal(await form.locator("img, b").count(), 0);
    });

    it("by keyboard alone: rows open, and switches turn", async () => {
      const user = someone();
      const { page, row, saved, switchOf } = await open(user, { profile: { viewport: PHONE } });
      const { keyboard } = page;
      const opener = row("like").locator(".opener");
      await gone(switchOf("like", "toast"));

      await tabTo(opener);
      await keyboard.press("Enter");
      await tabTo(switchOf("like", "toast"));
      await saved(() => keyboard.press("Space"));
      await isOn(switchOf("like", "toast"), false);
      await hasFocus(switchOf("like", "toast"));
      await tabTo(row("like").locator("[data-reset]"));
      await saved(() => keyboard.press("Enter"));
      await isOn(switchOf("like", "toast"), true);
      await hasFocus(switchOf("like", "inApp"));
      await keyboard.press("Shift+Tab");
      await hasFocus(opener);
      await keyboard.press("Space");
      await gone(switchOf("like", "inApp"));
      await hasFocus(opener);
    });

    it("by keyboard alone: a pause begins and ends", async () => {
      const { page, form, pause, saved } = await open(someone());
      const { keyboard } = page;

      await tabTo(pause(8));
      await saved(() => keyboard.press("Enter"));
      await hasFocus(form.locator(".pause .end"));
      await saved(() => keyboard.press("Enter"));
      await hasFocus(pause(1));
    });

    it("by keyboard alone: quiet hours are set, corrected, saved and removed", async () => {
      const user = someone();
      const { page, hours, preset, day, field, save, saved } = await open(user);
      const { keyboard } = page;
      const hoursOfUser = async () =>
        (await preferencesOf(fixture.server, user)).preferences.quietHours;

      await tabTo(preset("own"));
      await keyboard.press("Enter");
      await hasFocus(hours.locator(".day").first());
      await keyboard.press("Space");
      await tabTo(field("from"));
      await keyboard.type("0815AM");
      await tabTo(field("to"));
      await keyboard.type("0815AM");
      await tabTo(save);
      await keyboard.press("Enter");
      await hasFocus(field("from"));
      await keyboard.type("0745AM");
      await tabTo(save);
      await saved(() => keyboard.press("Enter"));
      await hasFocus(preset("own"));
      await gone(save);
      const week = ["mon", "tue", "wed", "thu", "fri", "sun"];
      assert.deepEqual(await hoursOfUser(), [{ days: week, from: "07:45", to: "08:15" }]);

      await page.keyboard.press("Shift+Tab");
      await shown(day("sat"));
      while ((await hours.locator(".remove:focus").count()) === 0) {
        await keyboard.press("Shift+Tab");
      }
      await keyboard.press("Enter");
      await hasFocus(preset("own"));
      await tabTo(save);
      await saved(() => keyboard.press("Enter"));
      assert.equal(await hoursOfUser(), undefined);
    });

    for (const [name, opening] of Object.entries(LOOKS)) {
      it(`has nothing that axe finds wrong: ${name}`, async () => {
        const user = someone();
        await choose(fixture.server, user, CHOICES);
        const { page, tab, row, preset, field, form, banner, press, pause } = await open(
          user,
          opening,
        );
        await shown(row("like"));
        for (const opener of await form.locator(".opener").all()) {
          if (await opener.isVisible()) {
            await opener.click();
          }
        }
        await preset("own").click();
        await field("to").fill("");
        await shown(form.locator("[data-problem]"));
        await assertAccessible(page);

        await press(pause(1));
        tab.forgive(/ERR_INTERNET_DISCONNECTED/);
        await page.context().setOffline(true);
        await shown(banner);
        await assertAccessible(page);
      });
    }
  },
  WITH_TYPES,
);
