/** Files of libraries that these do not export by themselves. */
declare module "engine.io-client/polling-fetch" {
  import { Transport } from "engine.io-client";

  export class Fetch extends Transport {
    doOpen(): void;
    doClose(): void;
    write(): void;
    get name(): string;
  }
}

declare module "socket.io-client/manager" {
  import type { ManagerOptions as Options, SocketOptions } from "socket.io-client";

  export { Manager, type Socket } from "socket.io-client";
  export type ManagerOptions = Partial<Options & SocketOptions>;
}
