package io.belfry.server.broadcast;

import io.belfry.server.broadcast.BroadcastStore.Entry;
import io.belfry.server.inbox.Command;
import io.belfry.server.inbox.Lanes;
import io.belfry.server.inbox.Outcome;
import io.belfry.server.user.UserId;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/// Hands broadcasts out on this node: has the inboxes of those who are connected here take in what
/// concerns them, so many in a second. Everybody else's does it when somebody looks into it.
///
/// For one thread, which it blocks, but for [#waiting].
final class Fanout {
  private static final int AT_ONCE = 100;
  private static final int LOOKED_UP_AT_ONCE = 1_000;

  /// Topics with no more subscribers are compared with who is connected, and not the other way
  /// round.
  private static final int SMALL_TOPIC = 1_000;

  private static final long FIRST_PAUSE_MS = 100;
  private static final long LAST_PAUSE_MS = 5_000;

  private final BroadcastStore store;
  private final Lanes lanes;
  private final Connected connected;
  private final int pace;
  private final Map<Long, Set<UserId>> waiting = new ConcurrentHashMap<>();
  private final Counter takenIn;
  private long position;

  /// @param pace users in a second
  Fanout(BroadcastStore store, Lanes lanes, Connected connected, int pace, MeterRegistry meters) {
    this.store = store;
    this.lanes = lanes;
    this.connected = connected;
    this.pace = pace;
    this.takenIn = Counter.builder("belfry.broadcast.taken.in").register(meters);
    meters.gauge(
        "belfry.broadcast.waiting",
        waiting,
        all -> all.values().stream().mapToInt(Set::size).sum());
    this.position = store.last();
  }

  /// How many who are connected here wait for the broadcast of that number, as far as this node has
  /// looked at it. For any thread.
  int waiting(long number) {
    return waiting.getOrDefault(number, Set.of()).size();
  }

  /// Hands out what was appended since it was called last.
  void handOut() throws InterruptedException {
    List<Entry> entries = store.after(position, AT_ONCE);
    while (!entries.isEmpty()) {
      handOut(entries);
      position = entries.getLast().number();
      entries = store.after(position, AT_ONCE);
    }
  }

  private void handOut(List<Entry> entries) throws InterruptedException {
    Set<UserId> all = new LinkedHashSet<>();
    try {
      for (Entry entry : entries) {
        Set<UserId> users = concerned(entry);
        all.addAll(users);
        if (!entry.isChange() && !users.isEmpty()) {
          Set<UserId> left = ConcurrentHashMap.newKeySet(users.size());
          left.addAll(users);
          waiting.put(entry.number(), left);
        }
      }
      takeIn(all);
    } finally {
      entries.forEach(entry -> waiting.remove(entry.number()));
    }
  }

  /// Has the inboxes of `users` take in what they have not.
  void takeIn(Collection<UserId> users) throws InterruptedException {
    List<Command> commands = new ArrayList<>(users.size());
    users.forEach(user -> commands.add(new Command.TakeIn(user, connected.since(user))));
    takeIn(commands);
  }

  private Set<UserId> concerned(Entry entry) {
    Set<UserId> here = connected.users();
    Set<UserId> candidates =
        entry.isChange() ? here : store.subscribers(entry.broadcast(), SMALL_TOPIC).orElse(here);
    Set<UserId> found = new HashSet<>();
    List<UserId> some = new ArrayList<>();
    for (UserId user : candidates) {
      if (here.contains(user)) {
        some.add(user);
      }
      if (some.size() == LOOKED_UP_AT_ONCE) {
        found.addAll(store.concerned(entry, some));
        some.clear();
      }
    }
    if (!some.isEmpty()) {
      found.addAll(store.concerned(entry, some));
    }
    return found;
  }

  private void takeIn(List<Command> commands) throws InterruptedException {
    for (int from = 0; from < commands.size(); from += AT_ONCE) {
      List<Command> some = commands.subList(from, Math.min(commands.size(), from + AT_ONCE));
      long startNanos = System.nanoTime();
      takeInNow(some);
      takenIn.increment(some.size());
      for (Set<UserId> left : waiting.values()) {
        some.forEach(command -> left.remove(command.user()));
      }
      long duration = TimeUnit.SECONDS.toNanos(some.size()) / pace;
      TimeUnit.NANOSECONDS.sleep(startNanos + duration - System.nanoTime());
    }
  }

  /// Takes in, and tries again for as long as the log takes nothing.
  private void takeInNow(List<Command> commands) throws InterruptedException {
    long pauseMs = FIRST_PAUSE_MS;
    while (!submit(commands)) {
      TimeUnit.MILLISECONDS.sleep(pauseMs);
      pauseMs = Math.min(2 * pauseMs, LAST_PAUSE_MS);
    }
  }

  private boolean submit(List<Command> commands) {
    var done = new CompletableFuture<List<Outcome>>();
    lanes.submit(commands, Runnable::run, done::complete);
    return done.join().stream()
        .noneMatch(
            outcome -> outcome instanceof Outcome.Failed failed && failed.code().retryable());
  }
}
