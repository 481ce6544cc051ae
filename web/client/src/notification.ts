/** What travels between a server and its clients: docs/protocol.md says what each field means. */

export type Priority = "low" | "normal" | "high" | "urgent";

/** Who did what a notification tells of. */
export interface Actor {
  readonly id?: string;
  readonly name?: string;
  readonly avatar?: string;
}

/** A button of a notification. */
export interface Action {
  readonly id: string;
  readonly label: string;
  readonly style?: "primary" | "secondary" | "danger";
  readonly url?: string;
}

/** The button that was pressed first; without `by` when that user was forgotten. */
export interface Outcome {
  readonly action: string;
  /** Epoch milliseconds. */
  readonly at: number;
  readonly by?: string;
}

/** One of those that a card is made of. */
export interface GroupItem {
  /** Epoch milliseconds. */
  readonly at: number;
  readonly title: string;
  readonly message: string;
  readonly actor?: Actor;
}

/** The card that a notification is: docs/grouping.md. */
export interface Group {
  readonly key: string;
  readonly title?: string;
  /** Seconds. */
  readonly window: number;
  readonly count: number;
  readonly actors: readonly Actor[];
  readonly items: readonly GroupItem[];
}

/** A notification as it travels, in every dialect and in HTTP. */
export interface Notification {
  /** A UUIDv7: the order of ids is the order of creation. */
  readonly id: string;
  /** The inbox's number of this notification's last change. */
  readonly seq: number;
  readonly type: string;
  readonly title: string;
  readonly message: string;
  readonly priority: Priority;
  /** Creation, epoch milliseconds. */
  readonly timestamp: number;
  readonly read: boolean;
  readonly seen: boolean;
  readonly data?: Readonly<Record<string, unknown>>;
  readonly url?: string;
  readonly icon?: string;
  readonly actor?: Actor;
  readonly archived?: boolean;
  /** When it comes back to the inbox, epoch milliseconds; absent while it is there. */
  readonly snoozedUntil?: number;
  /** RFC 3339. */
  readonly expiresAt?: string;
  readonly actions?: readonly Action[];
  readonly actionGroup?: string;
  readonly outcome?: Outcome;
  readonly group?: Group;
  readonly broadcast?: string;
  readonly topic?: string;
}

/** Which of an event's upserts to speak of now, and how. */
export interface Alert {
  readonly id: string;
  readonly toast: boolean;
  readonly sound: boolean;
}

/** Where a client stands in the log. */
export interface Position {
  readonly epoch: string;
  readonly seq: number;
}

export type Channel = "inApp" | "toast" | "sound" | "push" | "email";

export type Choices = { readonly [channel in Channel]?: boolean };

export type Day = "mon" | "tue" | "wed" | "thu" | "fri" | "sat" | "sun";

/** A weekly window in which nothing interrupts, in the user's zone. */
export interface QuietWindow {
  /** On which it begins; every day without it. */
  readonly days?: readonly Day[];
  /** Such as `22:00`. */
  readonly from: string;
  /** Such as `07:00`, on the next day where it is before `from`; or `24:00`. */
  readonly to: string;
}

/** How often missed notifications are mailed. */
export type EmailDigest = "hourly" | "daily" | "weekly";

/** What a user chose: docs/preferences.md. */
export interface Preferences {
  readonly channels?: Choices;
  readonly types?: Readonly<Record<string, Choices>>;
  readonly quietHours?: readonly QuietWindow[];
  /** The end of a pause, epoch milliseconds. */
  readonly doNotDisturbUntil?: number;
  /** What the operator says without it. */
  readonly emailDigest?: EmailDigest;
}

/** The one event of the sync dialect: snapshot, delta and live alike. */
export interface InboxEvent extends Position {
  readonly reset: boolean;
  readonly unread: number;
  readonly unseen: number;
  readonly upserts: readonly Notification[];
  readonly removed: readonly string[];
  readonly alerts: readonly Alert[];
  readonly recap?: number;
  readonly preferences?: Preferences;
  readonly more: boolean;
}

/** What a change is answered by. */
export interface Counts {
  readonly seq: number;
  readonly unread: number;
  readonly unseen: number;
}

/** Which notifications to read: docs/history.md. */
export interface Query {
  /** 1 to 1,000. */
  readonly limit?: number;
  /** The `nextCursor` of an earlier page. */
  readonly cursor?: string;
  readonly unread?: boolean;
  readonly archived?: boolean | "all";
  readonly snoozed?: boolean;
  readonly type?: string | readonly string[];
  readonly priority?: Priority | readonly Priority[];
  readonly read?: boolean;
  /** RFC 3339, or epoch milliseconds. */
  readonly from?: string | number;
  readonly to?: string | number;
  readonly data?: Readonly<Record<string, string | number | boolean>>;
  /** A text to look for. */
  readonly q?: string;
}

/** Some notifications of an inbox, newest first. */
export interface Page extends Position {
  readonly unread: number;
  readonly unseen: number;
  readonly notifications: readonly Notification[];
  /** Where the next page begins; `null` after the last. */
  readonly nextCursor: string | null;
}

/** One type of notifications, and what is chosen for it. */
export interface TypeChoices {
  readonly type: string;
  readonly category?: string;
  readonly label?: string;
  /** Whether it cannot be switched off. */
  readonly required: boolean;
  readonly channels: Readonly<Record<Channel, boolean>>;
}

/** A user's preferences, and what they come to. */
export interface PreferencesView {
  readonly preferences: Preferences;
  readonly timeZone: string;
  /** The end of quiet hours or of a pause, epoch milliseconds; absent while neither lasts. */
  readonly silentUntil?: number;
  readonly types: readonly TypeChoices[];
}

/** A JSON merge patch (RFC 7396) of {@link Preferences}. */
export type PreferencesPatch = Readonly<Record<string, unknown>>;
