import type { Cache, Saved } from "@belfry/client";

/** A database that outlives the client. */
export class MemoryCache implements Cache {
  readonly saved = new Map<string, Saved>();
  /** What was done with it, in order. */
  readonly done: ("save" | "forget")[] = [];

  async load(name: string): Promise<Saved | undefined> {
    return structuredClone(this.saved.get(name));
  }

  async save(name: string, saved: Saved): Promise<void> {
    this.done.push("save");
    this.saved.set(name, structuredClone(saved));
  }

  async forget(name: string): Promise<void> {
    this.done.push("forget");
    this.saved.delete(name);
  }
}
