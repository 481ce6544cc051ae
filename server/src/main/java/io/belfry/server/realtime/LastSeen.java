package io.belfry.server.realtime;

import io.belfry.server.user.LastSeenStore;
import io.belfry.server.user.UserId;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// When users came and went on this node: gathered here, and noted in the store a little later,
/// many at once. Safe for several threads.
public final class LastSeen {
  private static final Logger log = LoggerFactory.getLogger(LastSeen.class);
  private static final int AT_ONCE = 500;
  private static final int LIMIT = 100_000;

  private final LastSeenStore store;
  private final InstantSource clock;
  private final Map<UserId, Long> pending = new ConcurrentHashMap<>();
  private final AtomicBoolean writing = new AtomicBoolean();

  public LastSeen(LastSeenStore store, InstantSource clock) {
    this.store = store;
    this.clock = clock;
  }

  /// Notes that `user` is here, or was until now. While the store does not take any, only so many
  /// are remembered.
  void now(UserId user) {
    if (pending.size() < LIMIT) {
      pending.put(user, clock.millis());
    }
  }

  /// When `user` was last seen, epoch milliseconds, as far as is known here. May block.
  OptionalLong of(UserId user) {
    Long noted = pending.get(user);
    return noted != null ? OptionalLong.of(noted) : store.find(user);
  }

  /// Has the store note what is pending. May block; while another thread does it, nothing happens.
  public void write() {
    if (!writing.compareAndSet(false, true)) {
      return;
    }
    try {
      while (!pending.isEmpty()) {
        Map<UserId, Long> some = some();
        store.note(some);
        some.forEach(pending::remove);
      }
    } catch (RuntimeException failure) {
      log.atWarn().setCause(failure).log("It could not be noted who was seen; it is tried again");
    } finally {
      writing.set(false);
    }
  }

  private Map<UserId, Long> some() {
    Map<UserId, Long> some = new HashMap<>();
    Iterator<Map.Entry<UserId, Long>> entries = pending.entrySet().iterator();
    while (entries.hasNext() && some.size() < AT_ONCE) {
      Map.Entry<UserId, Long> next = entries.next();
      some.put(next.getKey(), next.getValue());
    }
    return some;
  }
}
