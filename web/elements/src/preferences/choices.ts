import type { Channel, PreferencesPatch, PreferencesView, TypeChoices } from "@belfry/client";

export const CHANNELS: readonly Channel[] = ["inApp", "toast", "sound", "push", "email"];

/** All types together, where one is named; no type can be called so. */
export const ALL = "*";

/** What is not in the app does not speak there either. */
const WITHIN_APP: ReadonlySet<Channel> = new Set(["toast", "sound"]);

/** Whether a channel is on for all types, but for those that {@link differing} names. */
export function isOnForAll({ preferences, types }: PreferencesView, channel: Channel): boolean {
  const free = types.filter(({ required }) => !required);
  return (
    preferences.channels?.[channel] ??
    (free.length === 0 || free.some(({ channels }) => channels[channel]))
  );
}

/** The types for which a channel is not as for all: by the user's choice or by the server's. */
export function differing(view: PreferencesView, channel: Channel): readonly TypeChoices[] {
  const on = isOnForAll(view, channel);
  return view.types.filter(({ channels }) => channels[channel] !== on);
}

/** Whether a channel is on for all types, or for some of them all the same. */
export function isOnForSome(view: PreferencesView, channel: Channel): boolean {
  return isOnForAll(view, channel) || view.types.some(({ channels }) => channels[channel]);
}

/** Whether a channel cannot speak, whatever is chosen for it. */
export function isMute({ channels }: TypeChoices, channel: Channel): boolean {
  return WITHIN_APP.has(channel) && !channels.inApp;
}

/** The channels on which a type speaks. */
export function speaking(type: TypeChoices): readonly Channel[] {
  return CHANNELS.filter((channel) => type.channels[channel] && !isMute(type, channel));
}

/** Whether the user chose something for a type, or for all, that can be taken back. */
export function hasChoices({ preferences }: PreferencesView, type: string): boolean {
  const choices = type === ALL ? preferences.channels : preferences.types?.[type];
  return choices !== undefined && Object.keys(choices).length > 0;
}

/** Switches a channel on or off. What is as for all types again goes with them from then on. */
export function choice(
  { preferences }: PreferencesView,
  type: string,
  channel: Channel,
  on: boolean,
): PreferencesPatch {
  if (type === ALL) {
    return { channels: { [channel]: on } };
  }
  const own = on === preferences.channels?.[channel] ? null : on;
  return { types: { [type]: { [channel]: own } } };
}

/** Takes all choices for a type, or those for all, back. */
export function toDefault(type: string): PreferencesPatch {
  return type === ALL ? { channels: null } : { types: { [type]: null } };
}

/** Makes a channel the same for all types that can differ; `undefined` when none does. */
export function sameForAll(view: PreferencesView, channel: Channel): PreferencesPatch | undefined {
  const free = differing(view, channel).filter(({ required }) => !required);
  if (free.length === 0) {
    return undefined;
  }
  const chosen = free.filter(({ type }) => view.preferences.types?.[type]?.[channel] !== undefined);
  return {
    channels: { [channel]: isOnForAll(view, channel) },
    ...(chosen.length > 0 && {
      types: Object.fromEntries(chosen.map(({ type }) => [type, { [channel]: null }])),
    }),
  };
}
