import { html, render } from "lit";

const SCHEMES = ["auto", "light", "dark"] as const;
const KEPT_AS = "belfry demo scheme";

type Scheme = (typeof SCHEMES)[number];

/** Light, dark, or as the device has it; kept for all pages of the demo. */
export class SchemeSwitch {
  readonly root = document.createElement("fieldset");
  #scheme: Scheme;

  constructor() {
    const kept = localStorage.getItem(KEPT_AS);
    this.#scheme = SCHEMES.find((each) => each === kept) ?? "auto";
    this.root.className = "scheme";
    this.#render();
  }

  #render(): void {
    document.documentElement.dataset["scheme"] = this.#scheme;
    render(
      html`
        <legend class="unseen">Colours</legend>
        <div class="segments">
          ${SCHEMES.map(
            (scheme) => html`
              <label>
                <input
                  type="radio"
                  name="scheme"
                  .checked=${scheme === this.#scheme}
                  @change=${() => this.#choose(scheme)}
                /><span>${scheme}</span>
              </label>
            `,
          )}
        </div>
      `,
      this.root,
    );
  }

  #choose(scheme: Scheme): void {
    this.#scheme = scheme;
    localStorage.setItem(KEPT_AS, scheme);
    this.#render();
  }
}
