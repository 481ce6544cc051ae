import { html, nothing, type TemplateResult } from "lit";
import { selectOf } from "../select.js";
import { ALL, differing, isOnForAll, isOnForSome, sameForAll } from "./choices.js";
import type { Permission } from "./permission.js";
import { switchOf, type Shown } from "./section.js";

/** So many types are named, the others are counted. */
const NAMED = 3;

/** Where the user says whether one of the channels reaches them that do so outside of the page. */
export function outsideSection(
  channel: "push" | "email",
  shown: Shown,
  more: TemplateResult | typeof nothing,
): TemplateResult {
  const { words, view } = shown;
  const label = words.say(channel);
  const isOn = isOnForAll(view, channel);
  return html`<section part="section" class="outside ${channel}" aria-labelledby="${channel}-title">
    <h3 id="${channel}-title">${label}</h3>
    ${switchOf({ label, type: ALL, channel, isOn, isLocked: false }, shown)}
    ${exceptions(channel, shown)} ${more}
  </section>`;
}

function exceptions(
  channel: "push" | "email",
  { words, view, isLive, change }: Shown,
): TemplateResult | typeof nothing {
  const types = differing(view, channel)
    .map(({ type, label }) => words.type(type, label))
    .sort((a, b) => a.localeCompare(b, words.language));
  if (types.length === 0) {
    return nothing;
  }
  if (types.length > NAMED + 1) {
    types.push(`+${words.number(types.splice(NAMED).length)}`);
  }
  const list = new Intl.ListFormat(words.language, { style: "narrow" }).format(types);
  const same = sameForAll(view, channel);
  return html`<p class="hint">
    ${words.say("exceptFor", { types: list })}
    ${
      same &&
      html`<button
        class="text-button"
        type="button"
        data-same=${channel}
        aria-disabled=${!isLive}
        @click=${() => change(same, `.${channel} .switch`)}
      >
        ${words.say("sameForAll")}
      </button>`
    }
  </p>`;
}

/** Whether this device shows what is pushed, and how the user lets it. */
export function deviceText(
  { words }: Shown,
  permission: Permission,
  ask: () => void,
): TemplateResult | typeof nothing {
  switch (permission) {
    case "denied":
      return html`<p class="hint" data-permission="denied">${words.say("deviceDenied")}</p>`;
    case "default":
      return html`<p>
        <button class="button" type="button" data-permission="default" @click=${ask}>
          ${words.say("allowDevice")}
        </button>
      </p>`;
    default:
      return nothing;
  }
}

/** How often the user is mailed what they missed. */
export function digestChoice({ words, view, isLive, change }: Shown): TemplateResult {
  const label = words.say("emailDigest");
  return html`<p>${label}</p>
    ${selectOf(
      label,
      [
        ["", words.say("byDefault")],
        ["hourly", words.say("hourly")],
        ["daily", words.say("everyDay")],
        ["weekly", words.say("weekly")],
      ],
      view.preferences.emailDigest ?? "",
      (digest) => change({ emailDigest: digest || null }),
      !isLive || !isOnForSome(view, "email"),
    )}`;
}
