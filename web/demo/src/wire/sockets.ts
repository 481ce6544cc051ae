/** The browser's own, as it was before anything was put in its place. */
export const BrowserSocket = WebSocket;

/** A socket that tells what is sent over it. */
export class TappedSocket extends BrowserSocket {
  readonly #onSend: (data: unknown) => void;

  constructor(
    url: string | URL,
    protocols: string | string[] | undefined,
    onSend: (data: unknown) => void,
  ) {
    super(url, protocols);
    this.#onSend = onSend;
  }

  override send(data: string | ArrayBufferLike | Blob | ArrayBufferView<ArrayBuffer>): void {
    this.#onSend(data);
    super.send(data as string);
  }
}

/** A socket as one is without a network: it fails as soon as its client listens. */
export class NoSocket extends EventTarget {
  readonly readyState = WebSocket.CLOSED;
  binaryType: BinaryType = "blob";
  onopen: unknown = null;
  onmessage: unknown = null;
  onerror: ((event: Event) => void) | null = null;
  onclose: ((event: CloseEvent) => void) | null = null;

  constructor() {
    super();
    queueMicrotask(() => {
      this.onerror?.(new Event("error"));
      this.onclose?.(new CloseEvent("close", { code: 1006 }));
    });
  }

  send(): void {}

  close(): void {}
}
