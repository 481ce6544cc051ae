package io.belfry.server.inbox.jdbc;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// How the inboxes move that one transaction touches.
///
/// Owned by the lane's thread.
final class Moves {
  private final Map<Head, Move> moves = new LinkedHashMap<>();

  /// The move of an inbox whose rows are about to change.
  Move alter(Head head) {
    head.next.clear();
    return touch(head);
  }

  /// The move of an inbox that is about to change by nothing but sends.
  Move touch(Head head) {
    return moves.computeIfAbsent(head, Move::new);
  }

  Collection<Move> all() {
    return moves.values();
  }

  /// The heads that were touched, and that are still there.
  List<Head> heads() {
    return moves.keySet().stream().filter(head -> !head.isForgotten).toList();
  }
}
