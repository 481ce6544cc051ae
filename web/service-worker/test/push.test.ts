import { describe, expect, it } from "vitest";
import { Pushes, type PushScope } from "../src/push.js";
import type { Memory, ShownState } from "../src/shown.js";

const never = () => new Promise<never>(() => {});

/** A database that never answers. */
const hanging: Memory = { last: never, keep: never };

/** One that answers. */
function working(): Memory {
  const states = new Map<string, ShownState>();
  return {
    last: async (id) => states.get(id),
    keep: async (state) => void states.set(state.id, state),
  };
}

/** A browser's side, which says what is shown, and whether that makes a sound. */
function screen(): { readonly shown: string[]; readonly scope: PushScope } {
  const shown: string[] = [];
  const registration = {
    scope: "https://app.example.org/",
    showNotification: async (title: string, { silent }: NotificationOptions) =>
      void shown.push(silent === true ? `${title}, in silence` : title),
  };
  return { shown, scope: { navigator: { languages: ["en"] }, registration } as never };
}

const card = (seq: number, count = 1) =>
  JSON.stringify({ notification: { id: "a", seq, title: `State ${seq}`, group: { count } } });

describe("what is pushed", () => {
  it("is shown once, and in silence where it is a mere change", async () => {
    const { shown, scope } = screen();
    const pushes = new Pushes(scope, working(), never);

    await Promise.all([card(3), card(3), card(4), card(5, 2)].map((each) => pushes.take(each)));

    expect(shown).toEqual(["State 3", "State 4, in silence", "State 5"]);
  });

  it("is shown although nobody knows what was shown before, and holds nothing back", async () => {
    const { shown, scope } = screen();
    const pushes = new Pushes(scope, hanging, () => Promise.resolve());

    await Promise.all([pushes.take(card(3)), pushes.take("?"), pushes.take(card(4))]);

    expect(shown).toEqual(["State 3", "There is something new", "State 4"]);
  });
});
