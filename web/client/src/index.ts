export type { Cache, Saved } from "./cache.js";
export { BelfryClient } from "./client.js";
export type { Arrival, ClientEvents, ClientOptions, State } from "./client.js";
export type { Command } from "./command.js";
export { applyInbox, emptyInbox, isListed, listed, newestFirst, type Inbox } from "./inbox.js";
export type { Performance, Status } from "./link.js";
export type * from "./notification.js";
export { BelfryError } from "./problem.js";
export type { TokenSource } from "./token.js";
