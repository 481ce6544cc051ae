import { readFile } from "node:fs/promises";
import { once } from "node:events";
import { createServer, request, type IncomingMessage, type ServerResponse } from "node:http";
import { connect, type AddressInfo } from "node:net";
import type { Duplex } from "node:stream";
import { fileURLToPath } from "node:url";

/** Where the application's pages are, under its origin. */
const PATH = "/app/";

/** Where pages are that know nothing of Belfry. */
export const PLAIN_PAGE = `${PATH}plain`;

/** Where pages are that have the user's bell. */
export const ELEMENT_PAGE = `${PATH}element`;

const MODULES = fileURLToPath(new URL("../../../../../elements/dist/", import.meta.url));
const MODULE = new RegExp(`^${PATH}modules/([a-z/-]+\\.js)$`);

const PLAIN = "<!doctype html><title>Application</title>";

/** Has the user's inbox, and what belongs to pushes of it. */
const WITH_BELFRY = `<!doctype html><title>Application</title>
<script type="importmap">{"imports": {"@belfry/client": "/belfry.js"}}</script>
<script type="module">
  import { BelfryClient } from "@belfry/client";
  import { closeFinished } from "${PATH}modules/push/closing.js";
  import { followOpened } from "${PATH}modules/push/opening.js";
  import * as registration from "${PATH}modules/push/registration.js";

  localStorage.token = new URLSearchParams(location.search).get("token") ?? localStorage.token;
  const client = new BelfryClient({ token: localStorage.token });
  window.client = client;
  window.went = [];
  window.registration = registration;
  followOpened(client, (url) => (window.routes ? void window.went.push(url) : false));
  closeFinished(client, await navigator.serviceWorker.ready);
</script>`;

/** Has an element, and nothing else of Belfry. */
const WITH_ELEMENT = `<!doctype html><title>Application</title>
<script type="module">
  import { connect } from "/belfry.js";

  localStorage.token = new URLSearchParams(location.search).get("token") ?? localStorage.token;
  window.went = [];
  addEventListener("belfry-navigate", (event) => {
    event.preventDefault();
    window.went.push(event.detail.url);
  });
  window.client = connect({ token: localStorage.token });
  document.body.append(document.createElement("belfry-bell"));
</script>`;

/** `registration.ts` of the elements. */
export interface RegistrationModule {
  isPushSupported(): boolean;
  registerWorker(address?: string, scope?: string): Promise<ServiceWorkerRegistration>;
  askPermission(): Promise<NotificationPermission>;
  onSubscriptionLost(listener: () => void): () => void;
}

/** What a page of the application has for tests. */
export interface ApplicationWindow {
  readonly client: import("@belfry/client").BelfryClient;
  /** Where the page went in its own way. */
  readonly went: readonly string[];
  readonly registration: RegistrationModule;
  /** Whether it has such a way. */
  routes?: boolean;
}

/**
 * An application with pages of its own, which has a Belfry server under its origin: what is not the
 * application's is asked there, as by a proxy.
 */
export class Application {
  readonly #belfry: URL;
  readonly #server = createServer((call, answer) => void this.#answer(call, answer));
  readonly #sockets = new Set<Duplex>();

  private constructor(belfry: string) {
    this.#belfry = new URL(belfry);
    this.#server.on("upgrade", (call, socket, head) => this.#upgrade(call, socket, head));
  }

  /** @param belfry the address of the server */
  static async start(belfry: string): Promise<Application> {
    const application = new Application(belfry);
    await once(application.#server.listen(0, "127.0.0.1"), "listening");
    return application;
  }

  get origin(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  async close(): Promise<void> {
    for (const socket of this.#sockets) {
      socket.destroy();
    }
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  async #answer(call: IncomingMessage, answer: ServerResponse): Promise<void> {
    const { pathname } = new URL(call.url ?? "/", this.origin);
    const module = MODULE.exec(pathname)?.[1];
    if (module !== undefined) {
      answer.setHeader("Content-Type", "text/javascript").end(await readFile(MODULES + module));
    } else if (pathname.startsWith(PATH)) {
      answer.setHeader("Content-Type", "text/html;charset=UTF-8").end(pageAt(pathname));
    } else {
      this.#pass(call, answer);
    }
  }

  #pass(call: IncomingMessage, answer: ServerResponse): void {
    const { method, url, headers } = call;
    const { hostname, port } = this.#belfry;
    const passed = request({ method, path: url, headers, hostname, port }, (response) => {
      answer.writeHead(response.statusCode ?? 502, response.headers);
      response.pipe(answer);
    });
    passed.on("error", () => answer.destroy());
    call.pipe(passed);
  }

  #upgrade({ method, url, rawHeaders }: IncomingMessage, near: Duplex, head: Buffer): void {
    const far = connect(Number(this.#belfry.port), this.#belfry.hostname);
    const pairs = rawHeaders.map((each, index) => each + (index % 2 === 0 ? ": " : "\r\n"));
    far.write(`${method} ${url} HTTP/1.1\r\n${pairs.join("")}\r\n`);
    far.write(head);
    near.pipe(far).pipe(near);
    for (const socket of [near, far]) {
      this.#sockets.add(socket);
      socket.on("error", () => {});
      socket.on("close", () => {
        near.destroy();
        far.destroy();
        this.#sockets.delete(socket);
      });
    }
  }
}

function pageAt(path: string): string {
  if (path.startsWith(PLAIN_PAGE)) {
    return PLAIN;
  }
  return path.startsWith(ELEMENT_PAGE) ? WITH_ELEMENT : WITH_BELFRY;
}
