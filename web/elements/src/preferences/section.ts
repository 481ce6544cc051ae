import type { Channel, PreferencesPatch, PreferencesView } from "@belfry/client";
import { html, type TemplateResult } from "lit";
import type { Words } from "../strings/words.js";
import { choice } from "./choices.js";
import { held } from "../held.js";

/** What all sections of the form are drawn from. */
export interface Shown {
  readonly words: Words;
  readonly view: PreferencesView;
  /** Whether something can be changed now; what cannot be keeps the focus. */
  readonly isLive: boolean;
  readonly nowMs: number;
  /**
   * Changes preferences.
   *
   * @param focus where the focus goes when the change takes away what had it
   */
  readonly change: (patch: PreferencesPatch, focus?: string) => void;
}

/** A switch of one channel, for one type or for all. */
export interface Switch {
  readonly label: string;
  readonly type: string;
  readonly channel: Channel;
  readonly isOn: boolean;
  /** Whether nobody can change it. */
  readonly isLocked: boolean;
}

export function switchOf(
  { label, type, channel, isOn, isLocked }: Switch,
  { view, isLive, change }: Shown,
): TemplateResult {
  return html`<input
    class="switch"
    type="checkbox"
    role="switch"
    aria-label=${label}
    data-type=${type}
    data-channel=${channel}
    .checked=${held(isOn)}
    ?disabled=${isLocked}
    aria-disabled=${!isLive}
    @click=${(event: Event) => isLive || event.preventDefault()}
    @change=${() => change(choice(view, type, channel, !isOn))}
  />`;
}
