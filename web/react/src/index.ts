"use client";

export { useConnection, useUnreadCount, useUnseenCount, type ConnectionState } from "./counts.js";
export { useArrivals, useRecap } from "./events.js";
export { useNotifications, type NotificationActions, type Notifications } from "./notifications.js";
export { usePreferences, type PreferencesControl } from "./preferences.js";
export type { PreferencesState } from "@belfry/client";
export {
  BelfryProvider,
  useBelfry,
  type BelfryProviderProps,
  type GivenClient,
} from "./provider.js";
