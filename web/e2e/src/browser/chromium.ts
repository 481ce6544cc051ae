import { existsSync } from "node:fs";
import { chromium, type Browser, type BrowserContext } from "playwright-core";

const USUAL_PLACES = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

const ARGS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/** Starts the system's Chromium, or the one that `CHROMIUM` names, without a window. */
export function launchChromium(): Promise<Browser> {
  return chromium.launch({ executablePath: executable(), args: ARGS });
}

/**
 * Starts it as a user has it: with a profile that stays, in a folder, and with more variables in
 * its environment.
 */
export function launchProfile(
  folder: string,
  environment: Readonly<Record<string, string>>,
): Promise<BrowserContext> {
  return chromium.launchPersistentContext(folder, {
    executablePath: executable(),
    args: ARGS,
    env: { ...process.env, ...environment } as Record<string, string>,
  });
}

function executable(): string {
  const found = [process.env["CHROMIUM"] ?? "", ...USUAL_PLACES].find(existsSync);
  if (found === undefined) {
    throw new Error("no Chromium found: apt-get install chromium, or name one by CHROMIUM");
  }
  return found;
}
