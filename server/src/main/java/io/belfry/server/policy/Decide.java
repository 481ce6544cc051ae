package io.belfry.server.policy;

import io.belfry.server.notification.Priority;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/// Decides which channels speak. Used once, on one thread.
///
/// For each channel, the first of these that has something against it silences it: whether it is
/// switched on, whether the app shows it at all, its priority, a card that it joins unless it is
/// urgent; then, for what interrupts and is neither urgent nor of a type that breaks through, a
/// pause, quiet hours, and throttles.
public final class Decide {
  private final Request request;
  private final Recipient recipient;
  private final Rules rules;
  private final TypeRule rule;
  private final Optional<Silence> silence;
  private final OptionalLong throttledUntilMs;

  private Decide(Request request, Recipient recipient, Rules rules, long nowMs) {
    this.request = request;
    this.recipient = recipient;
    this.rules = rules;
    this.rule = rules.rule(request.type());
    this.silence = Silence.at(recipient.preferences(), recipient.zone(), nowMs);
    this.throttledUntilMs = recipient.loudness().exhaustedUntilMs(request.type(), rules, nowMs);
  }

  /// Decides about `request`, made at `nowMs`.
  public static Decision decide(Request request, Recipient recipient, Rules rules, long nowMs) {
    boolean ordinary =
        recipient.isPlain()
            && !request.joinsCard()
            && rules.switchNothingOff()
            && rules.rule(request.type()).isPlain();
    return ordinary
        ? Decision.ordinary(request.priority())
        : new Decide(request, recipient, rules, nowMs).decision();
  }

  private Decision decision() {
    Map<Channel, Verdict> verdicts = new EnumMap<>(Channel.class);
    boolean inApp = switched(Channel.IN_APP).speaks();
    for (Channel channel : Channel.values()) {
      verdicts.put(channel, verdict(channel, inApp));
    }
    var decision = new Decision(verdicts, OptionalLong.empty());
    return decision.isHeld() ? new Decision(verdicts, OptionalLong.of(heldUntilMs())) : decision;
  }

  private Verdict verdict(Channel channel, boolean inApp) {
    Verdict switched = switched(channel);
    if (!switched.speaks()) {
      return switched;
    }
    if (!inApp && channel.needsApp()) {
      return silent(Reason.NOT_IN_APP);
    }
    if (!Decision.allows(request.priority(), channel)) {
      return silent(Reason.PRIORITY);
    }
    if (request.joinsCard() && channel != Channel.IN_APP && request.priority() != Priority.URGENT) {
      return silent(Reason.GROUPED);
    }
    return channel.interrupts() ? interrupting(switched) : switched;
  }

  private Verdict interrupting(Verdict otherwise) {
    if (silence.isEmpty() && throttledUntilMs.isEmpty()) {
      return otherwise;
    }
    if (request.priority() == Priority.URGENT) {
      return new Verdict(true, Reason.URGENT);
    }
    if (rule.breaksThrough()) {
      return new Verdict(true, Reason.BREAKS_THROUGH);
    }
    return silent(silence.map(Silence::why).orElse(Reason.THROTTLED));
  }

  private Verdict switched(Channel channel) {
    return switched(channel, request.type(), recipient.preferences(), rules);
  }

  /// Whether `channel` is switched on for `type`, and by what.
  static Verdict switched(Channel channel, String type, Preferences chosen, Rules rules) {
    TypeRule rule = rules.rule(type);
    if (!rule.required()) {
      Boolean forType = chosen.types().getOrDefault(type, Map.of()).get(channel);
      if (forType != null) {
        return new Verdict(forType, Reason.TYPE_PREFERENCE);
      }
      Boolean forAll = chosen.channels().get(channel);
      if (forAll != null) {
        return new Verdict(forAll, Reason.PREFERENCE);
      }
    }
    Verdict unchosen = unchosen(channel, rule, rules);
    return rule.required() && unchosen.speaks() ? new Verdict(true, Reason.REQUIRED) : unchosen;
  }

  private static Verdict unchosen(Channel channel, TypeRule rule, Rules rules) {
    Boolean ofType = rule.channels().get(channel);
    return ofType != null
        ? new Verdict(ofType, Reason.TYPE_DEFAULT)
        : new Verdict(rules.defaults().getOrDefault(channel, true), Reason.DEFAULT);
  }

  /// The end of the silence and of the throttle's window, and of a silence that there is then.
  private long heldUntilMs() {
    long silentUntilMs = silence.map(Silence::untilMs).orElse(Long.MIN_VALUE);
    if (throttledUntilMs.isEmpty() || throttledUntilMs.getAsLong() <= silentUntilMs) {
      return silentUntilMs;
    }
    long freeMs = throttledUntilMs.getAsLong();
    return Silence.at(recipient.preferences(), recipient.zone(), freeMs)
        .map(Silence::untilMs)
        .orElse(freeMs);
  }

  private static Verdict silent(Reason why) {
    return new Verdict(false, why);
  }
}
