import { element } from "./dom.js";

/** One choice of several: its value, and the word that names it. */
export interface Choice {
  readonly value: string;
  readonly label: string;
}

/** A row of radio buttons that looks like one control. */
export function segments(
  name: string,
  legend: string,
  choices: readonly Choice[],
  chosen: string,
): HTMLFieldSetElement {
  return element(
    "fieldset",
    { class: "segments" },
    element("legend", {}, legend),
    element(
      "div",
      { class: "segment-row" },
      ...choices.map(({ value, label }) => {
        const input = element("input", { type: "radio", name, value });
        input.defaultChecked = value === chosen;
        return element("label", {}, input, element("span", {}, label));
      }),
    ),
  );
}

/** A labelled text field. */
export function textField(
  name: string,
  label: string,
  attributes: Readonly<Record<string, string>>,
): HTMLElement {
  const input = element("input", { type: "text", name, autocomplete: "off", ...attributes });
  return element("label", { class: "field" }, element("span", {}, label), input);
}

/** A labelled choice from a list. */
export function selectField(
  name: string,
  label: string,
  values: readonly string[],
  chosen: string,
): HTMLElement {
  const select = element("select", { name });
  for (const value of values) {
    const isChosen = value === chosen;
    select.append(new Option(value.replaceAll("_", " "), value, isChosen, isChosen));
  }
  return element("label", { class: "field" }, element("span", {}, label), select);
}
