import type { PacketKind } from "./packet.js";

/** One frame that went over a socket of this page, or what became of the socket. */
export interface Frame {
  readonly number: number;
  readonly user: string;
  readonly direction: "in" | "out" | "socket";
  /** Epoch milliseconds. */
  readonly atMs: number;
  readonly bytes: number;
  readonly name: string;
  readonly kind: PacketKind;
  readonly content?: unknown;
}

const KEPT = 200;

/** The latest frames of all sockets, newest first. */
export class FrameLog {
  #frames: readonly Frame[] = [];
  #count = 0;
  readonly #listeners = new Set<() => void>();

  get frames(): readonly Frame[] {
    return this.#frames;
  }

  add(frame: Omit<Frame, "number">): void {
    this.#count += 1;
    this.#frames = [{ ...frame, number: this.#count }, ...this.#frames.slice(0, KEPT - 1)];
    this.#tell();
  }

  clear(): void {
    this.#frames = [];
    this.#tell();
  }

  /** Calls `listener` after each change. */
  subscribe(listener: () => void): void {
    this.#listeners.add(listener);
  }

  #tell(): void {
    for (const listener of this.#listeners) {
      listener();
    }
  }
}
