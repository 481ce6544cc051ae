import type { ReactiveController, ReactiveControllerHost } from "lit";

/** Whether the page may show notifications of the operating system; `none` where there are none. */
export type Permission = NotificationPermission | "none";

/** Draws its element anew whenever the browser's permission changes, also by the user elsewhere. */
export class PermissionController implements ReactiveController {
  readonly #host: ReactiveControllerHost;
  #watching: AbortController | undefined;

  constructor(host: ReactiveControllerHost) {
    this.#host = host;
    host.addController(this);
  }

  get state(): Permission {
    return "Notification" in globalThis ? Notification.permission : "none";
  }

  /** Lets the browser ask the user; only while they press something. */
  async ask(): Promise<void> {
    await Notification.requestPermission();
    this.#host.requestUpdate();
  }

  hostConnected(): void {
    this.#watching = new AbortController();
    void this.#watch(this.#watching.signal);
  }

  hostDisconnected(): void {
    this.#watching?.abort();
  }

  async #watch(signal: AbortSignal): Promise<void> {
    try {
      const status = await navigator.permissions.query({ name: "notifications" });
      status.addEventListener("change", () => this.#host.requestUpdate(), { signal });
    } catch {
      // A browser that does not tell shows it at the next change of anything.
    }
  }
}
