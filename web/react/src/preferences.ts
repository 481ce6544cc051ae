import type { PreferencesPatch, PreferencesView } from "@belfry/client";
import { useCallback, useMemo, useSyncExternalStore } from "react";
import { absent } from "./absent.js";
import { PreferencesReader, untold, type PreferencesState } from "./preferences-reader.js";
import { useBelfry } from "./provider.js";

export interface PreferencesControl extends PreferencesState {
  /** Changes what the patch names; rejected with a `BelfryError` that names the field. */
  readonly set: (patch: PreferencesPatch) => Promise<PreferencesView>;
  /** Lets nothing interrupt until then, epoch milliseconds; `null` ends it now. */
  readonly pause: (until: number | null) => Promise<PreferencesView>;
}

/** What the user chose, kept up with what other devices change, and ways to change it. */
export function usePreferences(): PreferencesControl {
  const client = useBelfry();
  const reader = useMemo(() => client && new PreferencesReader(client), [client]);
  const subscribe = useCallback(
    (listener: () => void) => reader?.subscribe(listener) ?? (() => {}),
    [reader],
  );
  const state = useSyncExternalStore(
    subscribe,
    () => reader?.state ?? untold,
    () => untold,
  );
  const changes = useMemo(
    () => ({
      set: (patch: PreferencesPatch) => reader?.set(patch) ?? absent(),
      pause: (until: number | null) => reader?.pause(until) ?? absent(),
    }),
    [reader],
  );
  return useMemo(() => ({ ...state, ...changes }), [state, changes]);
}
