import type { ReactiveController, ReactiveControllerHost } from "lit";

/** Whether the page may show notifications of the operating system; `none` where there are none. */
export type Permission = NotificationPermission | "none";

/** Draws its element anew whenever the browser's permission changes, also by the user elsewhere. */
export class PermissionController implements ReactiveController {
  readonly #host: ReactiveControllerHost;
  #isConnected = false;
  #status: PermissionStatus | undefined;

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
    this.#isConnected = true;
    void this.#watch();
  }

  hostDisconnected(): void {
    this.#isConnected = false;
    this.#status?.removeEventListener("change", this.#changed);
    this.#status = undefined;
  }

  readonly #changed = (): void => this.#host.requestUpdate();

  async #watch(): Promise<void> {
    try {
      const status = await navigator.permissions.query({ name: "notifications" });
      if (this.#isConnected) {
        this.#status = status;
        status.addEventListener("change", this.#changed);
      }
    } catch {
      // A browser that does not tell shows it at the next change of anything.
    }
  }
}
