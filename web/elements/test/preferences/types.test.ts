import { describe, expect, it } from "vitest";
import { categories } from "../../src/preferences/types.js";
import { Words } from "../../src/strings/words.js";
import { type } from "./views.js";

describe("types", () => {
  it("are by category and name, as the language sorts them; first those without one", () => {
    const types = [
      type("b", [], { category: "Läden", label: "Zoll" }),
      type("c", [], { category: "Läden", label: "Ärger" }),
      type("d", [], { category: "Konto", label: "Rechnungen" }),
      type("order.late"),
      type("like"),
    ];

    const found = categories(types, new Words(["de"]));

    expect(found.map(({ name, types }) => [name, types.map((each) => each.name)])).toEqual([
      ["", ["Gefällt mir", "Order late"]],
      ["Konto", ["Rechnungen"]],
      ["Läden", ["Ärger", "Zoll"]],
    ]);
  });
});
