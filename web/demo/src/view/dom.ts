/**
 * A new element with its attributes and children. Strings become text nodes, so whatever users
 * wrote stays text.
 */
export function element<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  attributes: Readonly<Record<string, string>> = {},
  ...children: readonly (Node | string)[]
): HTMLElementTagNameMap[K] {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    made.setAttribute(name, value);
  }
  made.append(...children);
  return made;
}

/** A button that shows an icon and says what it does to those who cannot see it. */
export function iconButton(
  face: SVGElement,
  label: string,
  name: string,
  onClick: () => void,
): HTMLButtonElement {
  const button = element("button", { type: "button", class: `icon-button ${name}` }, face);
  relabel(button, label);
  button.addEventListener("click", onClick);
  return button;
}

export function relabel(button: HTMLButtonElement, label: string): void {
  button.setAttribute("aria-label", label);
  button.title = label;
}
