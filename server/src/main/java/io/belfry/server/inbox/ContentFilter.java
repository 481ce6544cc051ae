package io.belfry.server.inbox;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/// What must be in the content of a notification.
///
/// @param types one of these; none for all
/// @param data what members of `data` must be, no member twice
/// @param text what must stand in it
public record ContentFilter(Set<String> types, List<DataField> data, Optional<TextSearch> text) {
  /// How many types may be named.
  public static final int MAX_TYPES = 20;

  /// How many members of `data` may be named.
  public static final int MAX_DATA = 5;

  /// Asks nothing.
  public static final ContentFilter ANY = new ContentFilter(Set.of(), List.of(), Optional.empty());

  public ContentFilter {
    types = Set.copyOf(types);
    data = List.copyOf(data);
    if (types.size() > MAX_TYPES || data.size() > MAX_DATA) {
      throw new IllegalArgumentException("too much is asked at once");
    }
  }

  /// Whether content need not be looked at.
  public boolean isAny() {
    return types.isEmpty() && data.isEmpty() && text.isEmpty();
  }
}
