import type {
  Preferences,
  PreferencesPatch,
  PreferencesView,
  TypeChoices,
} from "./notification.js";

/** What a view will be once the server has taken a patch that was made at `atMs`. */
export function foreseePreferences(
  view: PreferencesView,
  patch: PreferencesPatch,
  atMs: number,
): PreferencesView {
  const { doNotDisturbFor: seconds, ...others } = patch;
  const wanted =
    typeof seconds === "number" ? { ...others, doNotDisturbUntil: atMs + seconds * 1_000 } : others;
  const preferences: Preferences = merged(view.preferences, wanted);
  const types = view.types.map((type) => withChoices(type, preferences));
  const { silentUntil, ...rest } = view;
  const silence = "doNotDisturbUntil" in wanted ? preferences.doNotDisturbUntil : silentUntil;
  return { ...rest, preferences, types, ...(silence !== undefined && { silentUntil: silence }) };
}

/** What can be said of preferences that a device has kept, without the server. */
export function keptView(preferences: Preferences): PreferencesView {
  const channels = { inApp: true, toast: true, sound: true, push: true, email: true };
  const types = Object.keys(preferences.types ?? {}).map((type) =>
    withChoices({ type, required: false, channels }, preferences),
  );
  return { preferences, timeZone: "", types };
}

function withChoices(choices: TypeChoices, preferences: Preferences): TypeChoices {
  const { type, required, channels } = choices;
  // What the server says where nothing is chosen is not known: it stays until the answer.
  return required
    ? choices
    : {
        ...choices,
        channels: { ...channels, ...preferences.channels, ...preferences.types?.[type] },
      };
}

/** A JSON merge patch, as in RFC 7396, section 2. */
function merged(target: object, patch: object): object {
  const members = new Map<string, unknown>(Object.entries(target));
  for (const [name, value] of Object.entries(patch) as [string, unknown][]) {
    if (value === null) {
      members.delete(name);
    } else if (typeof value === "object" && !Array.isArray(value)) {
      members.set(name, merged((members.get(name) ?? {}) as object, value));
    } else {
      members.set(name, value);
    }
  }
  return Object.fromEntries(members);
}
