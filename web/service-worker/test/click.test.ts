import { describe, expect, it } from "vitest";
import { clickOn } from "../src/click.js";

const URL = "https://app.example.org/orders/5";

describe("a click", () => {
  it("leads to the notification's address, or just to the application", () => {
    expect(clickOn({ url: URL, actions: [] }, "")).toEqual({ target: URL, leads: true });
    expect(clickOn({ actions: [] }, "")).toEqual({ leads: true });
  });

  it("on a button is an answer, and leads where the button does", () => {
    const actions = [{ id: "yes" }, { id: "no", url: `${URL}/no` }];
    expect(clickOn({ url: URL, actions }, "yes")).toEqual({ action: "yes", leads: false });
    expect(clickOn({ url: URL, actions }, "no")).toEqual({
      action: "no",
      target: `${URL}/no`,
      leads: true,
    });
    expect(clickOn({ url: URL, actions }, "other")).toEqual({ action: "other", leads: false });
  });
});
