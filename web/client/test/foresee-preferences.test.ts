import { describe, expect, it } from "vitest";
import { foreseePreferences, keptView } from "../src/foresee-preferences.js";
import { type, view } from "./views.js";

const NOW_MS = 1_790_000_000_000;

describe("what preferences will be", () => {
  it("is off for the types that follow the choice for all", () => {
    const before = view({
      preferences: { types: { comment: { push: true } } },
      types: [type("comment"), type("like"), type("billing", [], { required: true })],
    });

    const after = foreseePreferences(before, { channels: { push: false } }, NOW_MS);

    expect(after.preferences).toEqual({
      channels: { push: false },
      types: { comment: { push: true } },
    });
    expect(after.types).toEqual([
      type("comment"),
      type("like", ["push"]),
      type("billing", [], { required: true }),
    ]);
  });

  it("is as for all again where a type's choice is taken back", () => {
    const before = view({
      preferences: { channels: { push: false }, types: { like: { push: true, toast: false } } },
      types: [type("like", ["toast"])],
    });

    const after = foreseePreferences(before, { types: { like: { push: null } } }, NOW_MS);

    expect(after.preferences.types).toEqual({ like: { toast: false } });
    expect(after.types).toEqual([type("like", ["toast", "push"])]);
  });

  it("stays as shown where only the server knows the default", () => {
    const before = view({
      preferences: { types: { like: { push: false } } },
      types: [type("like", ["push"])],
    });

    expect(foreseePreferences(before, { types: { like: null } }, NOW_MS)).toEqual(
      view({ preferences: { types: {} }, types: [type("like", ["push"])] }),
    );
  });

  it("is a pause, and silence, for so many seconds", () => {
    const paused = foreseePreferences(view(), { doNotDisturbFor: 60 }, NOW_MS);

    expect(paused.preferences.doNotDisturbUntil).toBe(NOW_MS + 60_000);
    expect(paused.silentUntil).toBe(NOW_MS + 60_000);
  });

  it("is no silence when the pause is ended", () => {
    const paused = view({ preferences: { doNotDisturbUntil: 5 }, silentUntil: 5 });

    expect(foreseePreferences(paused, { doNotDisturbUntil: null }, NOW_MS)).toEqual(view());
  });

  it("has other quiet hours as a whole", () => {
    const before = view({ preferences: { quietHours: [{ from: "22:00", to: "07:00" }] } });
    const quietHours = [{ from: "12:00", to: "13:00" }];

    expect(foreseePreferences(before, { quietHours }, NOW_MS).preferences).toEqual({ quietHours });
  });

  it("has another digest, or none that was chosen", () => {
    const weekly = foreseePreferences(view(), { emailDigest: "weekly" }, NOW_MS);

    expect(weekly).toEqual(view({ preferences: { emailDigest: "weekly" } }));
    expect(foreseePreferences(weekly, { emailDigest: null }, NOW_MS)).toEqual(view());
  });

  it("leaves what it was made from as it is", () => {
    const before = view({ preferences: { channels: { push: true } }, types: [type("like")] });

    foreseePreferences(before, { channels: { push: false } }, NOW_MS);

    expect(before).toEqual(
      view({ preferences: { channels: { push: true } }, types: [type("like")] }),
    );
  });
});

describe("what a device has kept", () => {
  it("shows the types for which something was chosen", () => {
    const preferences = { channels: { email: false }, types: { like: { toast: false } } };

    expect(keptView(preferences)).toEqual(
      view({ preferences, timeZone: "", types: [type("like", ["toast", "email"])] }),
    );
  });
});
