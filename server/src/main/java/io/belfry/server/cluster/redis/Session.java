package io.belfry.server.cluster.redis;

import io.lettuce.core.cluster.SlotHash;
import io.lettuce.core.protocol.CommandType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/// The connections to Redis between two interruptions: one, or one to each server of a Cluster that
/// has slots. What belongs to a channel goes to the server of its slot, be it sharded or not, so
/// that Redis can count the channel's subscribers.
///
/// [#publish] is for any thread, the rest for the bus's own.
final class Session implements Publication.Sink, AutoCloseable {
  private final List<Line> lines;
  private final Optional<Slots> slots;
  private final List<Line> bySlot;
  private final boolean sharded;
  private final Fault fault;
  private final int backlogBytes;
  private final AtomicLong backlog = new AtomicLong();

  /// A session on a single server.
  Session(Line line, Fault fault, int backlogBytes) {
    this.lines = List.of(line);
    this.slots = Optional.empty();
    this.bySlot = List.of();
    this.sharded = false;
    this.fault = fault;
    this.backlogBytes = backlogBytes;
  }

  /// A session on a Cluster, with a line to each server of `slots`.
  Session(Slots slots, Map<RedisServer, Line> lines, Fault fault, int backlogBytes) {
    this.lines = List.copyOf(lines.values());
    this.slots = Optional.of(slots);
    Line[] all = new Line[SlotHash.SLOT_COUNT];
    for (Slots.Range range : slots.ranges()) {
      Arrays.fill(all, range.first(), range.last() + 1, lines.get(range.server()));
    }
    this.bySlot = List.of(all);
    this.sharded = this.lines.stream().allMatch(Line::canShard);
    this.fault = fault;
    this.backlogBytes = backlogBytes;
  }

  /// Makes a publication for this session, or nothing when too much is on the way.
  Optional<Publication> prepare(byte[] channel, byte[] bytes, Publication.Outcome outcome) {
    var publication = new Publication(publish(), channel, bytes, this, outcome);
    if (backlog.addAndGet(publication.size()) > backlogBytes) {
      settled(publication);
      return Optional.empty();
    }
    return Optional.of(publication);
  }

  /// Sends what was prepared, with one write for each server.
  void publish(List<Publication> publications) {
    if (lines.size() == 1) {
      lines.getFirst().publish(publications);
      return;
    }
    Map<Line, List<Publication>> byLine = new HashMap<>();
    for (Publication publication : publications) {
      byLine
          .computeIfAbsent(line(publication.channel()), line -> new ArrayList<>())
          .add(publication);
    }
    byLine.forEach(Line::publish);
  }

  /// Subscribes and unsubscribes; returns when both are in place.
  ///
  /// @throws LineException when they cannot be
  void subscribe(List<byte[]> joined, List<byte[]> left) throws InterruptedException {
    for (Line line : lines) {
      List<byte[]> joinedThere = joined.stream().filter(one -> line(one) == line).toList();
      List<byte[]> leftThere = left.stream().filter(one -> line(one) == line).toList();
      if (!joinedThere.isEmpty() || !leftThere.isEmpty()) {
        line.subscribe(joinedThere, leftThere, sharded);
      }
    }
  }

  /// Publishes `bytes` on a channel that is subscribed.
  ///
  /// @throws LineException when that is not allowed, or they do not come back
  void check(byte[] channel, byte[] bytes) throws InterruptedException {
    line(channel).check(publish(), channel, bytes);
  }

  /// Looks after every line.
  ///
  /// @throws LineException when one is of no more use
  void watch() {
    lines.forEach(Line::watch);
  }

  /// Asks the Cluster, if it is one, whether its slots are still where they were.
  ///
  /// @throws LineException when they are not
  void checkSlots() throws InterruptedException {
    if (slots.isPresent() && !slots.get().equals(lines.getFirst().slots())) {
      throw new LineException("the slots of the Cluster have moved");
    }
  }

  /// Silence so far does not count.
  void pardon() {
    lines.forEach(Line::pardon);
  }

  @Override
  public void settled(Publication publication) {
    backlog.addAndGet(-publication.size());
  }

  /// What Redis does not pass on once, such as for a slot that has moved, it will not pass on next
  /// time either.
  @Override
  public void failed(Publication publication, String reason) {
    settled(publication);
    fault.raise(reason);
  }

  @Override
  public void close() {
    lines.forEach(Line::close);
  }

  private CommandType publish() {
    return sharded ? CommandType.SPUBLISH : CommandType.PUBLISH;
  }

  private Line line(byte[] channel) {
    return lines.size() == 1 ? lines.getFirst() : bySlot.get(SlotHash.getSlot(channel));
  }
}
