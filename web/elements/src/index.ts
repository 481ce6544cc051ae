export * from "./elements.js";
export { BelfryPreferences } from "./belfry-preferences.js";
