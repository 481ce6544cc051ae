/** A text for each plural form of a language; `{n}` in it is the number. */
export type Plural = { readonly other: string } & {
  readonly [rule in Exclude<Intl.LDMLPluralRule, "other">]?: string;
};

/** All that the elements say, `{name}` being where something is put in. */
export interface Strings {
  // Bell
  readonly notifications: string;
  readonly unread: Plural;
  readonly noneUnread: string;

  // Inbox
  readonly all: string;
  readonly unreadTab: string;
  readonly archived: string;
  readonly markAllRead: string;
  readonly search: string;
  readonly filterType: string;
  readonly filterPriority: string;
  readonly anyType: string;
  readonly anyPriority: string;
  readonly settings: string;
  readonly back: string;
  readonly close: string;
  readonly emptyTitle: string;
  readonly emptyText: string;
  readonly emptyUnread: string;
  readonly emptyArchived: string;
  readonly emptyFound: string;
  readonly found: string;
  readonly loading: string;
  readonly offline: string;
  readonly reconnecting: string;
  readonly refused: string;
  readonly failed: string;
  readonly tryAgain: string;
  readonly waiting: Plural;

  // Item
  readonly markRead: string;
  readonly markUnread: string;
  readonly archive: string;
  readonly unarchive: string;
  readonly remove: string;
  readonly snooze: string;
  readonly moreActions: string;
  readonly inOneHour: string;
  readonly thisEvening: string;
  readonly tomorrowMorning: string;
  readonly nextWeek: string;
  readonly answered: string;
  readonly answeredBy: string;
  readonly alreadyAnswered: string;
  readonly showAll: string;
  readonly showLess: string;
  readonly isUnread: string;
  readonly justNow: string;
  readonly high: string;
  readonly urgent: string;
  readonly normal: string;
  readonly low: string;
  readonly notDone: string;
  readonly archivedNow: string;
  readonly removedNow: string;
  readonly unarchivedNow: string;
  readonly snoozedNow: string;
  readonly undo: string;

  // Types that everybody has
  readonly types: Readonly<Record<string, string>>;

  // Preferences
  readonly pauseTitle: string;
  readonly urgentOnly: string;
  readonly until: string;
  readonly pausedUntil: string;
  readonly endPause: string;
  readonly quietTitle: string;
  readonly timesOf: string;
  readonly everyNight: string;
  readonly weekends: string;
  readonly addHours: string;
  readonly hourly: string;
  readonly everyDay: string;
  readonly weekly: string;
  readonly allDay: string;
  readonly nextDay: string;
  readonly fromTime: string;
  readonly toTime: string;
  readonly dayMissing: string;
  readonly timesWrong: string;
  readonly overtaken: string;
  readonly save: string;
  readonly discard: string;
  readonly saved: string;
  readonly preferencesOffline: string;
  readonly exceptFor: string;
  readonly sameForAll: string;
  readonly allowDevice: string;
  readonly deviceDenied: string;
  readonly typesText: string;
  readonly inApp: string;
  readonly toast: string;
  readonly sound: string;
  readonly push: string;
  readonly email: string;
  readonly emailDigest: string;
  readonly byDefault: string;
  readonly required: string;
  readonly toDefault: string;
  // Toasts
  readonly moreToasts: Plural;
  readonly closeAll: string;
  readonly closeOne: string;
  readonly recap: Plural;
}
