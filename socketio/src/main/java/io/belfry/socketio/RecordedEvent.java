package io.belfry.socketio;

/// An event that can be sent again.
///
/// @param seq its number in the namespace
/// @param atNanos when it was emitted
record RecordedEvent(long seq, long atNanos, Targets targets, EncodedEvent event) {
  private static final int OVERHEAD_BYTES = 200;

  /// About how many bytes of memory it takes.
  int size() {
    int size = OVERHEAD_BYTES + event.size();
    for (String room : targets.rooms()) {
      size += room.length();
    }
    for (String room : targets.except()) {
      size += room.length();
    }
    return size;
  }
}
