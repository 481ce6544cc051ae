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
  { title: "Nightly backup finished", type: "success", message: "412 GB in 18 minutes" },
  { title: "Dora wants to be your friend", type: "friend_request", url: "/friends" },
  {
    title: "Disk almost full",
    type: "warning",
    priority: "high",
    message: "Only 4 % left on db-2",
  },
  { title: "Carla liked your photo", type: "like" },
  { title: "Payment failed", type: "error", priority: "urgent", message: "The card has expired." },
  { title: "New comment", type: "comment", message: "Carla wrote: looks good!", url: "/posts/5" },
  { to: "Ben", title: "Your order is on its way", type: "info", message: "Arrives tomorrow" },
];

async function picture(browser: Browser, server: Server, folder: string, name: keyof typeof SIZES) {
  for (const colorScheme of SCHEMES) {
    const context = await browser.newContext({
      colorScheme,
      reducedMotion: "reduce",
      viewport: SIZES[name],
    });
    const demo = await DemoPage.open(context, `${server.url}/demo/`);
    await demo.connected();
    await demo.submit({ title: `Seen on a ${name}`, priority: "high", message: "A toast" });
    await shown(demo.window("ann").toast(`Seen on a ${name}`));
    await demo.page.screenshot({ path: join(folder, `${name}-${colorScheme}.png`) });
    await demo.page.screenshot({
      path: join(folder, `${name}-${colorScheme}-whole.png`),
      fullPage: true,
    });
    const own = await DemoPage.open(context, `${server.url}/demo/?user=ann`);
    await own.connected();
    await own.page.screenshot({ path: join(folder, `${name}-${colorScheme}-own.png`) });
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
  for (const draft of DRAFTS) {
    await first.submit(draft);
    await shown(first.window(draft.to === "Ben" ? "ben" : "ann").item(draft.title));
  }
  for (const name of Object.keys(SIZES) as (keyof typeof SIZES)[]) {
    await picture(browser, server, folder, name);
  }
  process.stdout.write(`${folder}\n`);
} finally {
  await browser.close();
  await server.dispose();
}
