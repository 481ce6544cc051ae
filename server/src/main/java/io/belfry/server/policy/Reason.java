package io.belfry.server.policy;

import java.util.Locale;

/// Why a channel speaks, or does not.
///
/// Codes are on disk, 1 to 31: they are never given to another reason.
public enum Reason {
  DEFAULT(1, "That is the default."),
  TYPE_DEFAULT(2, "That is the default for its type."),
  REQUIRED(3, "Its type is required and cannot be switched off."),
  PREFERENCE(4, "The user chose so for this channel."),
  TYPE_PREFERENCE(5, "The user chose so for its type on this channel."),
  NOT_IN_APP(6, "It is not shown in the app, so nothing announces it there."),
  PRIORITY(7, "Its priority is too low for this channel."),
  GROUPED(8, "It joined others on a card that was there already."),
  PAUSED(9, "The user had paused notifications."),
  QUIET_HOURS(10, "It came in the user's quiet hours."),
  THROTTLED(11, "The user had been interrupted as often as is allowed for a while."),
  URGENT(12, "It is urgent, and breaks through."),
  BREAKS_THROUGH(13, "Its type breaks through.");

  private static final Reason[] BY_CODE = new Reason[32];

  static {
    for (Reason reason : values()) {
      BY_CODE[reason.code] = reason;
    }
  }

  private final int code;
  private final String text;
  private final String wire = name().toLowerCase(Locale.ROOT);

  Reason(int code, String text) {
    this.code = code;
    this.text = text;
  }

  /// The reason of that code; [#DEFAULT] for one that only a later version knows.
  static Reason ofCode(int code) {
    Reason known = BY_CODE[code];
    return known == null ? DEFAULT : known;
  }

  /// Its code, 1 to 31, as stores keep it.
  int code() {
    return code;
  }

  /// The name on the wire, such as `quiet_hours`.
  public String wire() {
    return wire;
  }

  /// One sentence for people.
  public String text() {
    return text;
  }

  /// Whether what it silences may speak later.
  boolean passes() {
    return this == PAUSED || this == QUIET_HOURS || this == THROTTLED;
  }
}
