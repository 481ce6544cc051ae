package io.belfry.server.cluster.redis;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// Which server of a Redis Cluster has which hash slots: the answer to `CLUSTER SLOTS`.
///
/// @param ranges in ascending order, together all slots
record Slots(List<Range> ranges) {
  private static final int COUNT = 16_384;

  /// The slots `first` to `last`, both included.
  record Range(int first, int last, RedisServer server) {}

  Slots {
    ranges = List.copyOf(ranges);
  }

  /// What `asked` answered.
  ///
  /// @throws LineException when a slot has no server, or the answer is none
  static Slots parse(List<?> answer, RedisServer asked) {
    List<Range> ranges = new ArrayList<>();
    for (Object entry : answer) {
      if (!(entry instanceof List<?> range)
          || range.size() < 3
          || !(range.get(0) instanceof Long first)
          || !(range.get(1) instanceof Long last)
          || !(range.get(2) instanceof List<?> server)
          || server.size() < 2
          || !(server.get(1) instanceof Long port)) {
        throw new LineException(asked + ": an unknown form of CLUSTER SLOTS");
      }
      String host = server.getFirst() instanceof byte[] name ? new String(name, UTF_8) : "";
      // A server that has not heard its own address yet says nothing or "?": it is the one asked.
      boolean known = !host.isEmpty() && !host.equals("?");
      ranges.add(
          new Range(
              first.intValue(),
              last.intValue(),
              asked.at(known ? host : asked.host(), port.intValue())));
    }
    ranges.sort(Comparator.comparingInt(Range::first));
    int next = 0;
    for (Range range : ranges) {
      if (range.first() != next) {
        break;
      }
      next = range.last() + 1;
    }
    if (next != COUNT) {
      throw new LineException(asked + ": the Cluster has no server for slot " + next);
    }
    return new Slots(ranges);
  }

  /// The servers that have slots, each once.
  List<RedisServer> servers() {
    return ranges.stream().map(Range::server).distinct().toList();
  }
}
