/** How long a text stands where screen readers find it. */
const SAID_MS = 10_000;

/** What screen readers speak: each text that comes into one of two regions. */
export class Speaker {
  readonly #root: ShadowRoot;

  /** @param root where the regions are, of the roles `status` and `alert` */
  constructor(root: ShadowRoot) {
    this.#root = root;
  }

  /** @param isPressing whether it interrupts what is being spoken */
  say(text: string, isPressing: boolean): void {
    const said = document.createElement("p");
    said.textContent = text;
    this.#root.querySelector(isPressing ? "[role=alert]" : "[role=status]")?.append(said);
    setTimeout(() => said.remove(), SAID_MS);
  }
}
