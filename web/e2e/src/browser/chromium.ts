import { existsSync } from "node:fs";
import { chromium, type Browser } from "playwright-core";

const USUAL_PLACES = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

/** Starts the system's Chromium, or the one that `CHROMIUM` names, without a window. */
export function launchChromium(): Promise<Browser> {
  const executablePath = [process.env["CHROMIUM"] ?? "", ...USUAL_PLACES].find(existsSync);
  if (executablePath === undefined) {
    throw new Error("no Chromium found: apt-get install chromium, or name one by CHROMIUM");
  }
  return chromium.launch({
    executablePath,
    args: [
      "--no-sandbox",
      "--disable-gpu",
      "--disable-quic",
      "--no-first-run",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
    ],
  });
}
