import type { BelfryClient, State } from "@belfry/client";
import { LitElement, type PropertyDeclarations, type PropertyValues } from "lit";
import { ClientController, type ClientHost } from "./session/client-controller.js";
import type { Strings } from "./strings/strings.js";
import { Words, tellChange, watchWords } from "./strings/words.js";

/**
 * What all elements of a user's notifications have: a client, a language and a theme.
 *
 * @attr server - the server's origin, such as `https://bell.example.org`; that of `belfry.js` without it
 * @attr token - the user's token
 * @attr token-url - where the page gets a token: an address that is answered by a text, or `{"token": "…"}`
 * @attr user - the user's id; known before there is a token, what was kept shows at once
 * @attr theme - `light` or `dark`; the page's `color-scheme` without it
 * @attr lang - the language; that of the page without it
 *
 * An element without `token` and `token-url` takes the client of the page: that of `connect`, or of the first
 * element that has one.
 *
 * @cssprop --belfry-accent - what is new, chosen or to be pressed
 * @cssprop --belfry-on-accent - text on it
 * @cssprop --belfry-surface - the ground
 * @cssprop --belfry-raised - what lies on it
 * @cssprop --belfry-sunken - fields
 * @cssprop --belfry-text - text
 * @cssprop --belfry-quiet - less important text
 * @cssprop --belfry-line - lines and borders
 * @cssprop --belfry-danger - errors, and what cannot be undone
 * @cssprop --belfry-warning - warnings
 * @cssprop --belfry-success - what went well
 * @cssprop --belfry-font - the family of fonts
 * @cssprop --belfry-radius - how round corners are
 * @cssprop --belfry-shadow - the shadow of what floats
 */
export class BelfryElement extends LitElement implements ClientHost {
  static override properties: PropertyDeclarations = {
    server: {},
    token: {},
    tokenUrl: { attribute: "token-url" },
    user: {},
    theme: { reflect: true },
    client: { attribute: false },
    strings: { attribute: false },
  };

  declare server: string | undefined;
  declare token: string | undefined;
  declare tokenUrl: string | undefined;
  declare user: string | undefined;
  declare theme: "light" | "dark" | undefined;
  /** The client to show; without one the attributes say which. */
  declare client: BelfryClient | undefined;
  /** What this element says otherwise than its language's strings. */
  declare strings: Partial<Strings> | undefined;

  static override get observedAttributes(): string[] {
    return [...super.observedAttributes, "lang"];
  }

  readonly #controller = new ClientController(this);
  #words: Words | undefined;
  #unwatch: (() => void) | undefined;

  /** The client that it shows: its own, or that of the page. */
  get session(): BelfryClient | undefined {
    return this.#controller.client;
  }

  get state(): State | undefined {
    return this.#controller.state;
  }

  /** What it says, in its language. */
  get words(): Words {
    this.#words ??= new Words(this.#languages(), this.strings);
    return this.#words;
  }

  /** @see ClientHost.clientChanged */
  clientChanged?(client: BelfryClient | undefined): (() => void) | undefined;

  override connectedCallback(): void {
    super.connectedCallback();
    this.#words = undefined;
    observeLanguages();
    this.#unwatch = watchWords(() => {
      this.#words = undefined;
      this.requestUpdate();
    });
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#unwatch?.();
  }

  override attributeChangedCallback(name: string, before: string | null, now: string | null): void {
    super.attributeChangedCallback(name, before, now);
    if (name === "lang") {
      this.#words = undefined;
      this.requestUpdate();
    }
  }

  protected override willUpdate(changed: PropertyValues): void {
    if (changed.has("strings")) {
      this.#words = undefined;
    }
  }

  /** Tells the page; false when it said that it does it otherwise. */
  protected tell(name: string, detail?: unknown): boolean {
    return this.dispatchEvent(
      new CustomEvent(name, { detail, bubbles: true, composed: true, cancelable: true }),
    );
  }

  #languages(): readonly string[] {
    const own = languageOf(this);
    return own === undefined ? navigator.languages : [own];
  }
}

let observer: MutationObserver | undefined;

/** Another language of the page, or of a part of it, may be that of any element. */
function observeLanguages(): void {
  if (observer === undefined) {
    observer = new MutationObserver(tellChange);
    observer.observe(document, { attributeFilter: ["lang"], subtree: true });
  }
}

/** The nearest language that an element or one around it says, over the borders of shadow trees. */
function languageOf(element: Element): string | undefined {
  for (let each: Element | undefined = element; each !== undefined;) {
    const { lang } = each as HTMLElement;
    if (lang !== "" && lang !== undefined) {
      return lang;
    }
    const root: Node = each.getRootNode();
    each = each.parentElement ?? (root instanceof ShadowRoot ? root.host : undefined);
  }
  return undefined;
}
