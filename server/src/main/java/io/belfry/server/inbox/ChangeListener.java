package io.belfry.server.inbox;

import java.util.List;

/// Hears of every durable change of this node, in order for each inbox, once per transaction. Must
/// not block.
@FunctionalInterface
public interface ChangeListener {
  void changed(List<InboxChange> changes);
}
