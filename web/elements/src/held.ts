import { Directive, directive, type PropertyPart } from "lit/directive.js";
import { noChange } from "lit";

/** A property that the user changes, too: it is set whenever the element has another value. */
class Held extends Directive {
  override render(value: unknown): unknown {
    return value;
  }

  override update({ element, name }: PropertyPart, [value]: [unknown]): unknown {
    const properties = element as unknown as Record<string, unknown>;
    if (properties[name] !== value) {
      properties[name] = value;
    }
    return noChange;
  }
}

/** Holds a property of a field to a value, whatever the user has made of it. */
export const held = directive(Held);
