package io.belfry.server.notification;

import java.time.Duration;

/// What a sender wrote: checked, and encoded once for the store and for every frame that will carry
/// it.
///
/// @param priority how loudly it speaks
/// @param json an object with what was written: type, title, message, priority, data, and url,
///   icon, actor, actions, group, expiresAt where sent; and with what came of it: the outcome of
///   its actions, the growth of its group
/// @param expiresMs from when on nobody has it any more, epoch milliseconds; 0 for never, and where
///   that is not asked any more
/// @param traits by what it is treated and found, while it is new
public record Content(Priority priority, JsonBytes json, long expiresMs, Traits traits) {
  private static final String ANSWERED = "\"outcome\":";
  private static final long MAX_AHEAD_MS = Duration.ofDays(3653).toMillis();

  /// One that does not expire, of which nothing else is known.
  public Content(Priority priority, JsonBytes json) {
    this(priority, json, 0, Traits.NONE);
  }

  /// Whether something that expires then can be sent at `nowMs`: it lies ahead, within ten years.
  public static boolean isAhead(long expiresMs, long nowMs) {
    return expiresMs > nowMs && expiresMs <= nowMs + MAX_AHEAD_MS;
  }

  /// Whether it can be sent at `nowMs`, epoch milliseconds.
  public boolean canBeSent(long nowMs) {
    return expiresMs == 0 || isAhead(expiresMs, nowMs);
  }

  /// The same, which expires then.
  public Content expiring(long newExpiresMs) {
    return new Content(priority, json, newExpiresMs, traits);
  }

  /// The same, with other traits.
  public Content with(Traits newTraits) {
    return new Content(priority, json, expiresMs, newTraits);
  }

  /// The same, answered by `press`, whatever answered it before.
  public Content answered(Press press) {
    return isAnswered()
        ? new Content(priority, unanswered(), expiresMs, traits).answered(press)
        : with(ANSWERED + press.json());
  }

  /// The same, answered as `before` was, which it replaces.
  public Content answeredAs(Content before) {
    return before.isAnswered() ? answered(Buttons.of(before.json).press().orElseThrow()) : this;
  }

  /// Whether a button was pressed: the answer stands before everything else.
  private boolean isAnswered() {
    return json.startsWith("{" + ANSWERED);
  }

  private JsonBytes unanswered() {
    String answer = ANSWERED + Buttons.of(json).press().orElseThrow().json() + ",";
    return JsonBytes.of("{" + json.toString().substring(1 + answer.length()));
  }

  /// The same, which expires then and says so; the same as it is for 0.
  public Content until(long newExpiresMs) {
    return newExpiresMs == 0
        ? this
        : with("\"expiresAt\":\"" + Rfc3339.text(newExpiresMs) + "\"").expiring(newExpiresMs);
  }

  /// The same, with `members`, JSON without braces, before its own.
  public Content with(String members) {
    String own = json.toString();
    return new Content(
        priority, JsonBytes.of("{" + members + "," + own.substring(1)), expiresMs, traits);
  }
}
