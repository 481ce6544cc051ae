import type { Priority } from "@belfry/client";

/** A button as it is typed. */
export interface ActionDraft {
  readonly id: string;
  readonly label: string;
  readonly style: "" | "primary" | "secondary" | "danger";
  readonly url: string;
}

/** Whom it is for: users by name, the subscribers of a topic, or all. */
export type Audience = "users" | "topic" | "all";

/** All that the form holds, as it is typed; what is left out of a send is empty. */
export interface Draft {
  readonly audience: Audience;
  readonly users: readonly string[];
  readonly topic: string;
  readonly except: readonly string[];
  /** JSON. */
  readonly where: string;
  readonly title: string;
  readonly message: string;
  readonly type: string;
  readonly priority: Priority;
  readonly url: string;
  readonly icon: string;
  readonly actorId: string;
  readonly actorName: string;
  readonly actorAvatar: string;
  /** JSON. */
  readonly data: string;
  readonly actions: readonly ActionDraft[];
  readonly actionGroup: string;
  readonly groupKey: string;
  readonly groupTitle: string;
  readonly groupWindow: string;
  readonly sendAt: string;
  readonly cancelKey: string;
  readonly expiresAt: string;
  readonly ttl: string;
  readonly idempotencyKey: string;
  /** How many of it are sent to each user, in one call. */
  readonly times: string;
}

export const PRIORITIES: readonly Priority[] = ["low", "normal", "high", "urgent"];

export const MOST_ACTIONS = 4;

export const emptyAction: ActionDraft = { id: "", label: "", style: "", url: "" };

export const emptyDraft: Draft = {
  audience: "users",
  users: [],
  topic: "",
  except: [],
  where: "",
  title: "",
  message: "",
  type: "",
  priority: "normal",
  url: "",
  icon: "",
  actorId: "",
  actorName: "",
  actorAvatar: "",
  data: "",
  actions: [],
  actionGroup: "",
  groupKey: "",
  groupTitle: "",
  groupWindow: "",
  sendAt: "",
  cancelKey: "",
  expiresAt: "",
  ttl: "",
  idempotencyKey: "",
  times: "",
};
