import { existsSync } from "node:fs";
import { delimiter } from "node:path";
import { fileURLToPath } from "node:url";
import { belfryJar } from "../harness/java.js";
import { Jvm, freePort } from "../harness/jvm.js";

/** The Socket.IO server of the tests, without Belfry's inboxes: `ClientsServer` in `socketio`. */
export class ClientsServer {
  readonly url: string;
  readonly #jvm: Jvm;

  private constructor(port: number) {
    this.url = `http://127.0.0.1:${port}`;
    this.#jvm = new Jvm({
      args: ["-cp", classPath(), "io.belfry.socketio.ClientsServer", String(port)],
      probe: `${this.url}/`,
      ready: (response) => response.status === 404,
    });
  }

  static async start(): Promise<ClientsServer> {
    const server = new ClientsServer(await freePort());
    await server.startAgain();
    return server;
  }

  /** Starts after `kill`, on the same port. */
  startAgain(): Promise<void> {
    return this.#jvm.start();
  }

  /** Ends it at once, as a power cut would. */
  kill(): Promise<void> {
    return this.#jvm.end("SIGKILL");
  }
}

function classPath(): string {
  const folders = ["classes", "test-classes"].map((folder) =>
    fileURLToPath(new URL(`../../../../../../socketio/target/${folder}`, import.meta.url)),
  );
  const missing = folders.find((folder) => !existsSync(folder));
  if (missing !== undefined) {
    throw new Error(`no server in ${missing}: run "mvn package" or "./check java" first`);
  }
  return [...folders, belfryJar()].join(delimiter);
}
