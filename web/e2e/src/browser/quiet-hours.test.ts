import assert from "node:assert/strict";
import { it } from "node:test";
import { someone } from "../harness/fixture.js";
import { describeElements, type Opening } from "./element-page.js";
import { becomes, counts, gone, says, shown } from "./expect.js";
import { PreferencesPage, choose, moveTo, preferencesOf } from "./preferences-page.js";

const NIGHTS = { from: "22:00", to: "07:00" };

describeElements("quiet hours", (fixture) => {
  const open = (user: string, opening?: Opening) => PreferencesPage.open(fixture, user, opening);
  const send = (to: string, title: string, fields: object = {}) =>
    fixture.server.send(to, { title, ...fields });
  const savedHours = async (user: string) =>
    (await preferencesOf(fixture.server, user)).preferences.quietHours;

  it("by night are obeyed where the user lives", async () => {
    const user = someone();
    await moveTo(fixture.server, user, 2);
    const here = await open(user);
    const there = await open(user, { beside: here.tab });
    await here.preset("nights").click();
    await says(here.hours.locator("strong"), /^Every day · 10:00\sPM – 7:00\sAM the next day$/);
    await gone(here.preset("nights"));

    await here.press(here.save);

    await gone(here.save);
    await send(user, "Held back");
    await send(user, "Pressing", { priority: "urgent" });
    for (const { badge, hours, silence, toast } of [here, there]) {
      await shown(toast("Pressing"));
      assert.equal(await toast("Held back").count(), 0);
      await says(badge, "2");
      await counts(hours, 1);
      await becomes(silence, "[data-silence=quiet]");
    }
    assert.deepEqual(await savedHours(user), [NIGHTS]);

    await here.hours.locator(".remove").click();
    await shown(here.preset("own").and(here.page.locator(":focus")));
    await here.press(here.save);
    await send(user, "Loud again");
    for (const { hours, silence, toast } of [here, there]) {
      await shown(toast("Loud again"));
      await counts(hours, 0);
      await gone(silence);
    }
  });

  it("by night hold nothing back by day", async () => {
    const user = someone();
    await moveTo(fixture.server, user, 14);
    const { press, preset, save, silence, toast } = await open(user);

    await preset("nights").click();
    await press(save);

    await send(user, "By day");
    await shown(toast("By day"));
    assert.equal(await silence.count(), 0);
  });

  it("have days and times of their own, and stay", async () => {
    const user = someone();
    await moveTo(fixture.server, user, 12);
    const { page, press, preset, hours, day, field, save, silence, toast } = await open(user);
    const there = await open(user);
    await preset("own").click();
    await shown(day("mon").and(page.locator("[aria-pressed=true]")));
    await shown(hours.locator(".day:focus"));
    await day("sat").click();
    await day("sun").click();
    await field("from").fill("09:30");
    await field("to").fill("18:00");
    await says(hours.locator("strong"), /^Every day · 9:30\sAM – 6:00\sPM$/);
    assert.equal(await savedHours(user), undefined);

    await press(save);

    await send(user, "Held back");
    await send(user, "Pressing", { priority: "urgent" });
    await shown(toast("Pressing"));
    assert.equal(await toast("Held back").count(), 0);
    await shown(silence);
    await page.reload();
    for (const view of [there.hours, hours]) {
      await says(view.locator("strong"), /^Every day · 9:30\sAM – 6:00\sPM$/);
    }
    await day("wed").click();
    await press(save);
    assert.deepEqual(await savedHours(user), [
      { days: ["mon", "tue", "thu", "fri", "sat", "sun"], from: "09:30", to: "18:00" },
    ]);
    await says(there.hours.locator("strong"), /^Sun – Tue & Thu – Sat · /);
  });

  it("are whole days, too", async () => {
    const user = someone();
    const { press, preset, hours, save } = await open(user);
    await preset("weekends").click();
    await says(hours.locator("strong"), "Sun & Sat · all day");
    await press(save);

    assert.deepEqual(await savedHours(user), [
      { days: ["sat", "sun"], from: "00:00", to: "24:00" },
    ]);
  });

  it("are as they were once they are discarded", async () => {
    const user = someone();
    await choose(fixture.server, user, { quietHours: [NIGHTS] });
    const { page, form, changes, preset, hours, field, save } = await open(user);
    await field("from").fill("21:15");
    await preset("own").click();
    await counts(hours, 2);

    await form.locator(".discard").click();

    await counts(hours, 1);
    await gone(save);
    assert.equal(await field("from").inputValue(), "22:00");
    await shown(preset("own").and(page.locator(":focus")));
    assert.equal(await changes(), 0);
    assert.deepEqual(await savedHours(user), [NIGHTS]);
  });

  it("that cannot be are told at the field, and not saved", async () => {
    const user = someone();
    const { page, changes, press, preset, hours, day, field, save } = await open(user);
    const problem = hours.locator(".problem");
    await preset("own").click();
    for (const each of ["mon", "tue", "wed", "thu", "fri"]) {
      await day(each).click();
    }
    await says(problem, "Choose at least one day.");
    await save.click();
    await shown(hours.locator(".day:focus"));

    await day("sun").click();
    await gone(problem);
    await field("to").fill("");
    await says(problem, /^Enter two different times\./);
    await becomes(field("to"), "[aria-invalid=true]");
    await save.click();
    await shown(field("from").and(page.locator(":focus")));
    await field("to").fill("22:00");
    await says(problem, /^Enter two different times\./);
    await save.click();
    assert.equal(await changes(), 0);
    assert.equal(await savedHours(user), undefined);

    await field("to").fill("23:00");
    await gone(problem);
    await press(save);
    assert.deepEqual(await savedHours(user), [{ days: ["sun"], from: "22:00", to: "23:00" }]);
  });

  it("that are typed here stay when others are saved elsewhere, which is told", async () => {
    const user = someone();
    const { form, press, hours, preset, save } = await open(user);
    await preset("own").click();
    const there = await open(user);
    await there.preset("nights").click();
    await there.press(there.save);

    await says(form.locator(".saving .hint"), /Changed on another device meanwhile/);
    await says(hours.locator("strong"), /^Mon – Fri · /);
    await press(save);

    await says(there.hours.locator("strong"), /^Mon – Fri · /);
    await counts(there.hours, 1);
  });

  it("and a pause that are chosen at once in two windows both stay", async () => {
    const user = someone();
    const here = await open(user);
    const there = await open(user);
    await here.preset("nights").click();

    await Promise.all([here.press(here.save), there.press(there.pause(8))]);

    for (const { form, hours } of [here, there]) {
      await counts(hours, 1);
      await shown(form.locator("[data-silence=pause]"));
    }
  });
});
