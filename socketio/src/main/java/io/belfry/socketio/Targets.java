package io.belfry.socketio;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Set;

/// Which sockets of a namespace are meant: those of any of the rooms (of no rooms: all sockets),
/// but none that is in an excepted one. A socket's id is a room that holds it.
///
/// Immutable, and safe in any thread.
///
/// @param rooms the rooms, or none for all sockets
/// @param except the rooms whose sockets are not meant
public record Targets(Set<String> rooms, Set<String> except) {
  /// All sockets.
  public static final Targets ALL = new Targets(Set.of(), Set.of());

  /// Copies the sets.
  public Targets {
    rooms = Set.copyOf(rooms);
    except = Set.copyOf(except);
  }

  /// The same, and the sockets of these rooms.
  public Targets to(Collection<String> more) {
    return new Targets(union(rooms, more), except);
  }

  /// The same, but no socket that is in one of these rooms.
  public Targets except(Collection<String> more) {
    return new Targets(rooms, union(except, more));
  }

  private static Set<String> union(Set<String> some, Collection<String> more) {
    Set<String> all = new LinkedHashSet<>(some);
    all.addAll(more);
    return all;
  }
}
