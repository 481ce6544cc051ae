package io.belfry.server.inbox.jdbc;

import io.belfry.server.user.Audience;
import io.belfry.server.user.Topic;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// Whom broadcasts are for, which never changes: of the last few, so that the many inboxes that
/// take in the same one do not parse it again.
///
/// Not safe for several threads.
public final class Audiences {
  private static final int LIMIT = 64;

  private final Map<Long, Audience> recent =
      new LinkedHashMap<>(LIMIT, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Long, Audience> eldest) {
          return size() > LIMIT;
        }
      };

  /// The audience of the broadcast of that number: its topic, empty for none, and what
  /// [Audience#rest] wrote.
  Audience of(long number, String topic, String rest) {
    return recent.computeIfAbsent(number, first -> parse(topic, rest));
  }

  /// The same of one that is read once.
  static Audience parse(String topic, String rest) {
    return Audience.of(topic.isEmpty() ? Optional.empty() : Optional.of(new Topic(topic)), rest);
  }
}
