import type { Notification } from "@belfry/client";
import { describe, expect, it } from "vitest";
import { Words } from "../../src/strings/words.js";
import { answerOf, spoken } from "../../src/toasts/telling.js";
import { notificationToast, recapToast, refusedToast, type Press } from "../../src/toasts/toast.js";
import { notification } from "../notifications.js";

const en = new Words(["en"]);

describe("what is spoken of a toast", () => {
  it("is its title and its message, and that it is urgent", () => {
    const given = { title: "Fire", message: "Leave the house" };
    const said = (fields: Partial<Notification>) =>
      spoken(notificationToast(notification("a", fields)), en);

    expect(said(given)).toBe("Fire. Leave the house");
    expect(said({ ...given, message: "" })).toBe("Fire");
    expect(said({ ...given, priority: "urgent" })).toBe("Urgent: Fire. Leave the house");
  });

  it.each([
    ["en", 1, "1 notification came in the meantime"],
    ["en", 12, "12 notifications came in the meantime"],
    ["de", 1, "Inzwischen kam 1 Benachrichtigung"],
    ["de", 12, "Inzwischen kamen 12 Benachrichtigungen"],
    ["ar", 2, "وصل إشعاران في هذه الأثناء"],
    ["ja", 12, "その間にお知らせが 12 件ありました"],
  ])("is how many were held back, in %s %d", (language, count, text) => {
    expect(spoken(recapToast(count), new Words([language]))).toBe(text);
  });

  it("is why something was refused", () => {
    expect(spoken(refusedToast("It is gone."), en)).toBe("This could not be done: It is gone.");
  });
});

describe("the answer that a toast shows", () => {
  const actions = [
    { id: "yes", label: "Accept" },
    { id: "no", label: "Decline" },
  ];
  const answer = (fields: Partial<Notification>, press?: Press) =>
    answerOf(
      {
        ...notificationToast(notification("a", { actions, ...fields })),
        ...(press !== undefined && { press }),
      },
      en,
      "ann",
    );
  const outcome = { action: "no", at: 1, by: "ben" };

  it("is none before there is one", () => {
    expect(answer({})).toBeUndefined();
    expect(answer({}, { state: "pending", action: "yes" })).toBeUndefined();
    expect(answer({}, { state: "failed", reason: "offline" })).toBeUndefined();
  });

  it("is the button that was pressed here, also before the inbox says so", () => {
    expect(answer({}, { state: "done", action: "yes" })).toBe("Accept");
    expect(
      answer({ outcome: { action: "yes", at: 1, by: "ann" } }, { state: "done", action: "yes" }),
    ).toBe("Accept");
  });

  it("says who it was where somebody else pressed it", () => {
    expect(answer({ outcome })).toBe("Decline, by ben");
    expect(answer({ outcome: { ...outcome, by: "ann" } })).toBe("Decline");
    expect(answer({ outcome: { action: "no", at: 1 } })).toBe("Decline");
    expect(answer({ outcome: { action: "gone", at: 1, by: "ben" } })).toBe("gone, by ben");
  });

  it("says so when somebody was first", () => {
    expect(answer({}, { state: "late", outcome })).toBe(
      "This was answered already: Decline, by ben",
    );
  });
});
