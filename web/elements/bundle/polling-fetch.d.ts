declare module "engine.io-client/polling-fetch" {
  import { Transport } from "engine.io-client";

  export class Fetch extends Transport {
    doOpen(): void;
    doClose(): void;
    write(): void;
    get name(): string;
  }
}
