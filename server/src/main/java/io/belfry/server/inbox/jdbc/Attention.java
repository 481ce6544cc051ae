package io.belfry.server.inbox.jdbc;

/// What the head of an inbox remembers so that its user is not spammed, and hears once of what was
/// held back.
///
/// @param preferencesSeq number of the last change of their preferences, 0 for none
/// @param recapAt when they are to hear of what is held back, epoch milliseconds; 0 when nothing is
/// @param heldFrom the number of creation of the first that is held back
/// @param recapSeq number of the change by which they heard of such last, 0 for never
/// @param recap how many these were
/// @param loudness how often they were interrupted lately, see
///   [io.belfry.server.policy.Loudness#text]; may be of a little before, after an end that nobody
///   planned
public record Attention(
    long preferencesSeq, long recapAt, long heldFrom, long recapSeq, int recap, String loudness) {
  /// Nothing is remembered.
  public static final Attention NONE = new Attention(0, 0, 0, 0, 0, "");

  private static final int PARTS = 6;

  /// One as [#text] wrote it.
  public static Attention parse(String text) {
    if (text.isEmpty()) {
      return NONE;
    }
    String[] parts = text.split("/", PARTS);
    return new Attention(
        Long.parseLong(parts[0]),
        Long.parseLong(parts[1]),
        Long.parseLong(parts[2]),
        Long.parseLong(parts[3]),
        Integer.parseInt(parts[4]),
        parts[5]);
  }

  /// It as a text without quotes and commas; `""` for [#NONE].
  public String text() {
    return equals(NONE)
        ? ""
        : String.join(
            "/",
            Long.toString(preferencesSeq),
            Long.toString(recapAt),
            Long.toString(heldFrom),
            Long.toString(recapSeq),
            Integer.toString(recap),
            loudness);
  }

  /// The same, whose user has other preferences since the change `seq`.
  Attention withPreferences(long seq) {
    return new Attention(seq, recapAt, heldFrom, recapSeq, recap, loudness);
  }

  /// The same, with what is held back since `heldFrom` to be told at `atMs`.
  Attention holding(long newHeldFrom, long atMs) {
    return new Attention(preferencesSeq, atMs, newHeldFrom, recapSeq, recap, loudness);
  }

  /// The same, with nothing held back.
  Attention holdingNothing() {
    return holding(0, 0);
  }

  /// The same, with what was held back told by the change `seq`.
  Attention recapped(long seq, int count) {
    return new Attention(preferencesSeq, 0, 0, seq, count, loudness);
  }

  /// The same, after other interruptions.
  Attention withLoudness(String newLoudness) {
    return newLoudness.equals(loudness)
        ? this
        : new Attention(preferencesSeq, recapAt, heldFrom, recapSeq, recap, newLoudness);
  }
}
