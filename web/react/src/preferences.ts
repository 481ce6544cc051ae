import {
  LivePreferences,
  type PreferencesPatch,
  type PreferencesState,
  type PreferencesView,
} from "@belfry/client";
import { useCallback, useMemo, useSyncExternalStore } from "react";
import { absent } from "./absent.js";
import { useBelfry } from "./provider.js";

export interface PreferencesControl extends PreferencesState {
  /** Changes what the patch names; rejected with a `BelfryError` that names the field. */
  readonly set: (patch: PreferencesPatch) => Promise<PreferencesView>;
  /** Lets nothing interrupt until then, epoch milliseconds; `null` ends it now. */
  readonly pause: (until: number | null) => Promise<PreferencesView>;
}

const nothing: PreferencesState = { view: undefined, loading: true, problem: undefined };

/**
 * What the user chose, kept up with what other devices change, and ways to change it, which show at
 * once and are taken back when the server refuses.
 */
export function usePreferences(): PreferencesControl {
  const client = useBelfry();
  const preferences = useMemo(() => client && new LivePreferences(client), [client]);
  const subscribe = useCallback(
    (listener: () => void) => preferences?.subscribe(listener) ?? (() => {}),
    [preferences],
  );
  const state = useSyncExternalStore(
    subscribe,
    () => preferences?.state ?? nothing,
    () => nothing,
  );
  const changes = useMemo(
    () => ({
      set: (patch: PreferencesPatch) => preferences?.set(patch) ?? absent(),
      pause: (until: number | null) => preferences?.pause(until) ?? absent(),
    }),
    [preferences],
  );
  return useMemo(() => ({ ...state, ...changes }), [state, changes]);
}
