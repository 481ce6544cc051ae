import type { Filter, TypeChoices } from "@belfry/client";
import { nothing, type ReactiveController, type TemplateResult } from "lit";
import type { BelfryElement } from "../element.js";
import { isSearching, noSearch, searchBar, searched, type Search } from "./search-bar.js";

const TYPING_MS = 250;

/** What the user looks for in an inbox, and the bar in which they say so. */
export class SearchController implements ReactiveController {
  readonly #host: BelfryElement;
  #search = noSearch;
  #applied = noSearch;
  #isOpen = false;
  #types: readonly Pick<TypeChoices, "type" | "label">[] = [];
  #typing: ReturnType<typeof setTimeout> | undefined;

  constructor(host: BelfryElement) {
    this.#host = host;
    host.addController(this);
  }

  get isOpen(): boolean {
    return this.#isOpen;
  }

  get isSearching(): boolean {
    return isSearching(this.#applied);
  }

  get filter(): Filter {
    return searched(this.#applied);
  }

  hostDisconnected(): void {
    clearTimeout(this.#typing);
  }

  /** Opens the bar; closed, it looks for nothing. */
  async toggle(): Promise<void> {
    this.#isOpen = !this.#isOpen;
    this.#search = noSearch;
    this.#apply();
    await this.#host.updateComplete;
    if (this.#isOpen) {
      this.#host.renderRoot.querySelector<HTMLElement>("input[type='search']")?.focus();
      await this.#askTypes();
    }
  }

  render(): TemplateResult | typeof nothing {
    return this.#isOpen
      ? searchBar(this.#search, this.#types, this.#host.words, (change) => this.#change(change))
      : nothing;
  }

  #change(change: Partial<Search>): void {
    this.#search = { ...this.#search, ...change };
    clearTimeout(this.#typing);
    if (change.text === undefined) {
      this.#apply();
    } else {
      // Not at each letter.
      this.#typing = setTimeout(() => this.#apply(), TYPING_MS);
    }
    this.#host.requestUpdate();
  }

  #apply(): void {
    clearTimeout(this.#typing);
    this.#applied = this.#search;
    this.#host.requestUpdate();
  }

  /** The types that the server knows, and those that are here. */
  async #askTypes(): Promise<void> {
    const { session } = this.#host;
    const here = [...(session?.state.inbox.notifications.values() ?? [])].map(({ type }) => type);
    const known = await session?.getPreferences().catch(() => undefined);
    const types = new Map<string, Pick<TypeChoices, "type" | "label">>(
      here.map((type) => [type, { type }] as const),
    );
    for (const each of known?.types ?? []) {
      types.set(each.type, each);
    }
    const { words } = this.#host;
    const name = ({ type, label }: Pick<TypeChoices, "type" | "label">) => words.type(type, label);
    this.#types = [...types.values()].sort((a, b) =>
      name(a).localeCompare(name(b), words.language),
    );
    this.#host.requestUpdate();
  }
}
