package io.belfry.server.realtime;

import io.belfry.server.inbox.InboxChange;
import io.belfry.socketio.EncodedEvent;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// One change on its way to the clients of its user: encoded once for each dialect, when the first
/// client of it comes by.
///
/// Safe for several threads.
final class Telling {
  private final InboxChange change;
  private final Map<Dialect, List<EncodedEvent>> encoded = new ConcurrentHashMap<>(4);

  Telling(InboxChange change) {
    this.change = change;
  }

  InboxChange change() {
    return change;
  }

  List<EncodedEvent> in(Dialect dialect) {
    return encoded.computeIfAbsent(dialect, speaker -> speaker.change(change));
  }
}
