package io.belfry.server.policy;

import java.util.Arrays;
import java.util.stream.Collectors;

/// A [Decision] on the wire: `{inApp: {speaks, reason, why}, toast: …, sound: …, push: …, email:
/// …}`, where `reason` is one of [Reason#wire] and `why` a sentence for people.
public final class DecisionJson {
  private DecisionJson() {}

  public static String of(Decision decision) {
    return Arrays.stream(Channel.values())
        .map(channel -> "\"" + channel.wire() + "\":" + of(decision.verdict(channel)))
        .collect(Collectors.joining(",", "{", "}"));
  }

  private static String of(Verdict verdict) {
    return "{\"speaks\":%b,\"reason\":\"%s\",\"why\":\"%s\"}"
        .formatted(verdict.speaks(), verdict.reason().wire(), verdict.reason().text());
  }
}
