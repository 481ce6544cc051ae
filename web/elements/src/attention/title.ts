import { badgeText } from "../bell/badge.js";

/** A page's title with a number before it, which stays there when the page changes the title. */
export class TitleCount {
  readonly #counts = new Map<object, number>();
  #observer: MutationObserver | undefined;
  /** What was put before the title. */
  #prefix = "";

  /** @param whose of several, each has a part in the number; `undefined` when it has none any more */
  set(whose: object, count: number | undefined): void {
    if (count === undefined) {
      this.#counts.delete(whose);
    } else {
      this.#counts.set(whose, count);
    }
    this.#write();
    if (this.#counts.size === 0) {
      this.#observer?.disconnect();
      this.#observer = undefined;
    } else if (this.#observer === undefined) {
      this.#observer = new MutationObserver(() => this.#write());
      const of = { childList: true, characterData: true, subtree: true };
      this.#observer.observe(document.head, of);
    }
  }

  #write(): void {
    const before = this.#prefix;
    this.#prefix = prefixOf([...this.#counts.values()]);
    const title = withPrefix(document.title, before, this.#prefix);
    if (title !== document.title) {
      document.title = title;
    }
  }
}

/** That of the page: it has one title. */
export const titleCount = new TitleCount();

/** What says these numbers together before a title; empty for none. */
export function prefixOf(counts: readonly number[]): string {
  const text = badgeText(counts.reduce((sum, count) => sum + count, 0));
  return text === "" ? "" : `(${text}) `;
}

/** A title with another prefix than it has, or has not: the page may have replaced it. */
export function withPrefix(title: string, before: string, prefix: string): string {
  return prefix + (title.startsWith(before) ? title.slice(before.length) : title);
}
