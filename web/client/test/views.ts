import type { Channel, PreferencesView, TypeChoices } from "../src/notification.js";

const ON = { inApp: true, toast: true, sound: true, push: true, email: true };

/** A type that speaks everywhere but there. */
export function type(
  name: string,
  off: readonly Channel[] = [],
  more: Partial<TypeChoices> = {},
): TypeChoices {
  const channels = { ...ON, ...Object.fromEntries(off.map((channel) => [channel, false])) };
  return { type: name, required: false, channels, ...more };
}

/** What a server says of somebody in Berlin. */
export function view(more: Partial<PreferencesView> = {}): PreferencesView {
  return { preferences: {}, timeZone: "Europe/Berlin", types: [], ...more };
}
