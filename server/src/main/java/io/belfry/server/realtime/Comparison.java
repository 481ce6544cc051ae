package io.belfry.server.realtime;

import io.belfry.server.inbox.Position;
import io.belfry.server.inbox.Readers;
import io.belfry.server.user.UserId;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Compares where the connected users' inboxes stand with what their sockets were told: what nobody
/// told this node, because the bus was interrupted or another node died, is found here.
///
/// Safe for several threads.
public final class Comparison {
  private static final Logger log = LoggerFactory.getLogger(Comparison.class);
  private static final int AT_ONCE = 500;

  private final Clients clients;
  private final Readers readers;

  /// How many comparisons are asked for and not ended: while one is under way, another one begins
  /// after it, and no more.
  private final AtomicInteger wanted = new AtomicInteger();

  public Comparison(Clients clients, Readers readers) {
    this.clients = clients;
    this.readers = readers;
  }

  /// Compares every user who is connected now, some at a time.
  public void begin() {
    if (wanted.getAndUpdate(count -> Math.min(2, count + 1)) == 0) {
      compareAll();
    }
  }

  private void compareAll() {
    compare(List.copyOf(clients.users()).iterator());
  }

  private void compare(Iterator<UserId> left) {
    List<UserId> some = new ArrayList<>(AT_ONCE);
    while (left.hasNext() && some.size() < AT_ONCE) {
      some.add(left.next());
    }
    if (some.isEmpty()) {
      end();
      return;
    }
    readers
        .read(reader -> reader.positions(some))
        .whenComplete(
            (positions, failure) -> {
              if (failure == null) {
                tell(positions);
                compare(left);
              } else {
                log.atDebug().setCause(failure).log("Inboxes could not be compared");
                end();
              }
            });
  }

  private void end() {
    if (wanted.decrementAndGet() > 0) {
      compareAll();
    }
  }

  private void tell(Map<UserId, Position> positions) {
    positions.forEach(
        (user, position) ->
            clients
                .of(user)
                .forEach(client -> client.socket().execute(() -> client.compare(position))));
  }
}
