/** How long a text stands where screen readers find it. */
const SAID_MS = 10_000;

/** More are not spoken one after the other. */
const MOST = 10;

/** Something to be spoken, once. */
export interface Speech {
  readonly key: number;
  readonly text: string;
  /** Whether it interrupts what is being spoken. */
  readonly isPressing: boolean;
}

/** What screen readers speak: each text that is new here. */
export class Speaker {
  readonly #changed: () => void;
  #speeches: readonly Speech[] = [];
  #last = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(changed: () => void) {
    this.#changed = changed;
  }

  get polite(): readonly Speech[] {
    return this.#speeches.filter(({ isPressing }) => !isPressing);
  }

  get pressing(): readonly Speech[] {
    return this.#speeches.filter(({ isPressing }) => isPressing);
  }

  say(text: string, isPressing: boolean): void {
    this.#last += 1;
    this.#speeches = [...this.#speeches, { key: this.#last, text, isPressing }].slice(-MOST);
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.clear(), SAID_MS);
    this.#changed();
  }

  clear(): void {
    clearTimeout(this.#timer);
    this.#speeches = [];
    this.#changed();
  }
}
