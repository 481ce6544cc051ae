package io.belfry.server.realtime;

import io.belfry.server.inbox.ChangeListener;
import io.belfry.server.inbox.InboxChange;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Hears what became durable, here or on another node, and tells the sockets concerned: one task
/// for each event loop.
///
/// Safe for several threads.
public final class LiveDelivery implements ChangeListener {
  private static final Logger log = LoggerFactory.getLogger(LiveDelivery.class);

  private final Clients clients;
  private final Counter told;

  public LiveDelivery(Clients clients, MeterRegistry meters) {
    this.clients = clients;
    this.told = Counter.builder("belfry.socket.changes.told").register(meters);
  }

  @Override
  public void changed(List<InboxChange> changes) {
    Map<Executor, List<Runnable>> byLoop = new HashMap<>(4);
    int count = 0;
    for (InboxChange change : changes) {
      List<Client> listening = clients.of(change.user());
      if (!listening.isEmpty()) {
        var telling = new Telling(change);
        for (Client client : listening) {
          byLoop
              .computeIfAbsent(client.loop(), loop -> new ArrayList<>())
              .add(() -> client.tell(telling));
          count++;
        }
      }
    }
    told.increment(count);
    byLoop.forEach(
        (loop, tellings) -> loop.execute(() -> tellings.forEach(LiveDelivery::tellSafely)));
  }

  /// A client that cannot be told must not cost the others: it catches up with the next change.
  private static void tellSafely(Runnable telling) {
    try {
      telling.run();
    } catch (RuntimeException failure) {
      log.atError().setCause(failure).log("A socket could not be told of a change");
    }
  }
}
