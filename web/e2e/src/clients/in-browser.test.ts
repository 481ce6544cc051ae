import assert from "node:assert/strict";
import { once } from "node:events";
import { createServer } from "node:http";
import { createRequire } from "node:module";
import type { AddressInfo } from "node:net";
import { after, before, describe, it } from "node:test";
import type { Browser } from "playwright-core";
import type { Socket } from "socket.io-client-2";
import { launchChromium } from "../browser/chromium.js";
import { TRANSPORTS } from "../harness/client.js";
import { ClientsServer } from "./clients-server.js";

const VERSIONS = {
  "2.5": "socket.io-client-2/dist/socket.io.js",
  "3.1": "socket.io-client-3/dist/socket.io.js",
  "4.8": "socket.io-client/dist/socket.io.js",
};
const { resolve } = createRequire(import.meta.url);

/** What a page has from the client's script. */
interface Page {
  readonly io: (url: string, options: object) => Socket;
}

describe("stock clients in a browser, on a page of another origin", () => {
  let server: ClientsServer;
  let browser: Browser;
  const pages = createServer((_, response) => response.end("<!doctype html>"));
  before(async () => {
    await once(pages.listen(0, "127.0.0.1"), "listening");
    [server, browser] = await Promise.all([ClientsServer.start(), launchChromium()]);
  });
  after(async () => {
    pages.close();
    await Promise.all([server.kill(), browser.close()]);
  });

  for (const [version, script] of Object.entries(VERSIONS)) {
    for (const [way, transports] of Object.entries(TRANSPORTS)) {
      it(
        `${version}, ${way}: text and binary data travel both ways`,
        { timeout: 10_000 },
        async () => {
          const page = await browser.newPage();
          await page.goto(`http://127.0.0.1:${(pages.address() as AddressInfo).port}/`);
          await page.addScriptTag({ path: resolve(script) });
          const seen = await page.evaluate(travel, { url: server.url, transports });
          await page.close();
          assert.equal(seen.transport, transports.at(-1));
          assert.equal(seen.id, seen.welcomed);
          const bytes = Array.from({ length: 1_000 }, (_, index) => index % 256);
          assert.deepEqual(seen.acknowledged, ["ü€😀", bytes, [], { deep: [1] }]);
          assert.deepEqual(seen.emitted, seen.acknowledged);
        },
      );
    }
  }
});

/** Runs in the page: connects, echoes, and tells what it saw. */
async function travel({ url, transports }: { url: string; transports: readonly string[] }) {
  const socket = (globalThis as unknown as Page).io(url, { transports });
  const next = (on: Pick<Socket, "on">, event: string) =>
    new Promise<unknown[]>((heard) => on.on(event, (...args: unknown[]) => heard(args)));
  const [welcome] = (await next(socket, "welcome")) as [{ readonly id: string }];
  const { engine } = socket.io;
  if (engine.transport.name !== transports.at(-1)) {
    await next(engine, "upgrade");
  }
  const bytes = Uint8Array.from({ length: 1_000 }, (_, index) => index % 256);
  const payload = ["ü€😀", bytes.buffer, new ArrayBuffer(0), { deep: new Uint8Array([1]).buffer }];
  const acknowledged = await new Promise<unknown[]>((heard) => {
    socket.emit("echo", ...payload, (...args: unknown[]) => heard(args));
  });
  socket.emit("echo", ...payload);
  const emitted = await next(socket, "echo");
  const plain = (value: unknown): unknown =>
    value instanceof ArrayBuffer
      ? [...new Uint8Array(value)]
      : typeof value === "object" && value !== null
        ? Object.fromEntries(Object.entries(value).map(([name, field]) => [name, plain(field)]))
        : value;
  return {
    id: socket.id,
    welcomed: welcome.id,
    transport: engine.transport.name,
    acknowledged: acknowledged.map(plain),
    emitted: emitted.map(plain),
  };
}
