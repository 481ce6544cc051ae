package io.belfry.server.realtime;

import io.belfry.server.cluster.Bus;
import io.belfry.server.inbox.ChangeBytes;
import io.belfry.server.inbox.ChangeListener;
import io.belfry.server.inbox.InboxChange;
import java.util.List;

/// Hears what became durable here, and tells the sockets of this node and the other nodes.
///
/// Safe for several threads.
public final class Relay implements ChangeListener {
  private final LiveDelivery delivery;
  private final Bus bus;

  public Relay(LiveDelivery delivery, Bus bus) {
    this.delivery = delivery;
    this.bus = bus;
  }

  @Override
  public void changed(List<InboxChange> changes) {
    delivery.changed(changes);
    // In an interruption too: the bus then knows what it owes the others.
    bus.tell(
        changes.stream()
            .map(
                change -> new Bus.UserMessage(change.user(), ChangeBytes.of(change, Bus.MAX_BYTES)))
            .toList());
  }
}
