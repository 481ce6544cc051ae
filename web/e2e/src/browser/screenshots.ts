/** Takes pictures of the page in light and dark, wide and narrow: `npm run screenshots -- DIR`. */
import { mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser } from "playwright-core";
import { Server } from "../harness/server.js";
import { launchChromium } from "./chromium.js";
import { DemoPage, type Draft } from "./demo-page.js";
import { shown } from "./expect.js";

const SIZES = {
  desktop: { width: 1360, height: 860 },
  tablet: { width: 820, height: 1100 },
  phone: { width: 390, height: 844 },
};
const SCHEMES = ["light", "dark"] as const;
const DRAFTS: readonly Draft[] = [
  { to: ["Ben"], title: "Your order is on its way", type: "info", message: "Arrives tomorrow" },
  { title: "Nightly backup finished", type: "success", message: "412 GB in 18 minutes" },
  { title: "Hana wants to share a shelf with you", type: "friend_request", url: "/friends" },
  {
    title: "Glaze buckets almost empty",
    type: "warning",
    priority: "high",
    message: "Only 4 % left of the celadon",
  },
  { title: "Ibo liked your photo", type: "like" },
];
const PRESETS = ["A like", "A like", "An invitation", "A long text", "An alarm"];

/** One size in both schemes: the page at work, a night, and a window of a user's own. */
async function picture(browser: Browser, server: Server, folder: string, name: keyof typeof SIZES) {
  for (const colorScheme of SCHEMES) {
    const context = await browser.newContext({
      colorScheme,
      reducedMotion: "reduce",
      viewport: SIZES[name],
    });
    const path = (what: string) => join(folder, `${name}-${colorScheme}${what}.png`);
    const demo = await DemoPage.open(context, `${server.url}/demo/`);
    await demo.connected();
    await demo.submit({ title: `Seen on a ${name}`, priority: "high", message: "A toast" });
    await shown(demo.window("ann").toast(`Seen on a ${name}`));
    await demo.page.screenshot({ path: path("") });
    await demo.page.screenshot({ path: path("-whole"), fullPage: true });
    await demo.showInboxes();
    await demo.window("ann").switch("Night").click();
    await shown(demo.window("ann").clock.getByText(/quiet until/));
    await demo.page.screenshot({ path: path("-night") });
    await demo.window("ann").switch("Night").click();
    await demo.window("ann").bell.click();
    await shown(demo.window("ann").panel.locator(".item"));
    await demo.page.screenshot({ path: path("-panel") });
    const own = await DemoPage.open(context, `${server.url}/demo/?user=ann`);
    await own.connected();
    await own.page.screenshot({ path: path("-own") });
    await own.showInboxes();
    await shown(own.window("ann").items);
    await own.page.screenshot({ path: path("-inbox") });
    await context.close();
  }
}

const folder = process.argv[2] ?? (await mkdtemp(join(tmpdir(), "belfry-pictures-")));
const server = await Server.start("demo");
const browser = await launchChromium();
try {
  const first = await DemoPage.open(await browser.newContext(), `${server.url}/demo/`);
  await first.connected();
  await first.page.screenshot({ path: join(folder, "empty.png") });
  await first.showInboxes();
  for (const draft of DRAFTS) {
    await first.submit(draft);
    await shown(first.window(draft.to === undefined ? "ann" : "ben").item(draft.title));
  }
  for (const preset of PRESETS) {
    await first.preset(preset);
    await shown(first.result);
  }
  for (const name of Object.keys(SIZES) as (keyof typeof SIZES)[]) {
    await picture(browser, server, folder, name);
  }
  process.stdout.write(`${folder}\n`);
} finally {
  await browser.close();
  await server.dispose();
}
