/** What the tests use of `socket.io-client` 2.x, which has no types of its own. */
declare module "socket.io-client-2" {
  interface Emitter {
    on(event: string, listener: (...args: never[]) => void): unknown;
  }

  interface Engine extends Emitter {
    readonly id: string;
    readonly transport: { readonly name: string; readonly writable: boolean };
    close(): unknown;
  }

  interface Manager extends Emitter {
    readonly engine: Engine;
    socket(namespace: string): Socket;
  }

  interface Socket extends Emitter {
    readonly id: string | undefined;
    readonly connected: boolean;
    readonly io: Manager;
    /** Whether it connects by itself when it can; since 4.0. */
    readonly active?: boolean;
    /** Since 3.0. */
    readonly volatile?: Socket;
    emit(event: string, ...args: unknown[]): unknown;
    connect(): unknown;
    disconnect(): unknown;
  }

  export default function connect(url: string, options: object): Socket;
}

/** The same of 3.x, whose types are not found from an ES module. */
declare module "socket.io-client-3" {
  import type { Socket } from "socket.io-client-2";

  export function io(url: string, options: object): Socket;
}
