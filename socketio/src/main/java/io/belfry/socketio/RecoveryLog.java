package io.belfry.socketio;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.belfry.socketio.engine.EngineLoop;
import io.belfry.socketio.engine.SessionIds;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.LongSupplier;

/// The recovery of one namespace's sockets: numbered events in a ring, and who may come back.
///
/// Safe in any thread. An event is numbered, and its receivers chosen and queued, under one lock:
/// so each socket is sent events in the order of their numbers, and who comes back gets each event
/// either from the ring or from a queue, never from both or from neither.
final class RecoveryLog implements Recovery {
  private final RecoveryOptions options;
  private final LongSupplier nanoTime;

  // Guarded by this.
  private final EventRing ring;
  private final Map<String, DepartedSocket> departed = new LinkedHashMap<>();
  private final Map<EngineLoop, LoopOutbox> outboxes = new HashMap<>(4);

  RecoveryLog(RecoveryOptions options, LongSupplier nanoTime) {
    this.options = options;
    this.nanoTime = nanoTime;
    this.ring = new EventRing(options);
  }

  @Override
  public void send(Socket socket, EncodedEvent event) {
    LoopOutbox outbox;
    synchronized (this) {
      Targets itself = new Targets(Set.of(socket.id()), Set.of());
      RecordedEvent recorded = ring.add(event, itself, nanoTime.getAsLong());
      outbox = outbox(socket.loop());
      outbox.add(recorded, List.of(socket));
    }
    outbox.flush();
  }

  @Override
  public void send(NamespaceMembers members, Targets targets, EncodedEvent event) {
    Collection<LoopOutbox> filled = new ArrayList<>(4);
    synchronized (this) {
      RecordedEvent recorded = ring.add(event, targets, nanoTime.getAsLong());
      NamespaceMembers.byLoop(members.select(targets))
          .forEach(
              (loop, sockets) -> {
                LoopOutbox outbox = outbox(loop);
                outbox.add(recorded, sockets);
                filled.add(outbox);
              });
    }
    filled.forEach(LoopOutbox::flush);
  }

  @Override
  public boolean isOn() {
    return true;
  }

  @Override
  public synchronized Optional<RecoveryClaim> claim(ObjectNode auth) {
    JsonNode pid = auth.path("pid");
    JsonNode offset = auth.path("offset");
    DepartedSocket socket = pid.isTextual() ? departed.remove(pid.textValue()) : null;
    if (socket == null || isExpired(socket) || !offset.isTextual()) {
      return Optional.empty();
    }
    OptionalLong received = ring.number(offset.textValue());
    if (received.isEmpty() || received.getAsLong() > socket.lastSent()) {
      return Optional.empty();
    }
    long from = socket.neededAfter(received.getAsLong());
    return ring.holdsAllAfter(from)
        ? Optional.of(new RecoveryClaim(socket, from))
        : Optional.empty();
  }

  @Override
  public synchronized void giveBack(RecoveryClaim claim) {
    keep(claim.socket());
  }

  @Override
  public synchronized Entrance enter(Socket socket, Optional<RecoveryClaim> claim) {
    Optional<RecoveryClaim> held = claim.filter(promised -> ring.holdsAllAfter(promised.from()));
    return held.isPresent() ? enterAgain(socket, held.get()) : enterFresh(socket);
  }

  private Entrance enterFresh(Socket socket) {
    long last = ring.last();
    RecoveryTicket ticket = new RecoveryTicket(SessionIds.next(), last, last, Map.of());
    ticket.joined(last, socket.rooms().toArray(String[]::new));
    socket.namespace().members().add(socket);
    return new Entrance(Optional.of(ticket), false, List.of());
  }

  private Entrance enterAgain(Socket socket, RecoveryClaim claim) {
    DepartedSocket before = claim.socket();
    RecoveryTicket ticket =
        new RecoveryTicket(before.pid(), claim.from(), ring.last(), before.since());
    ticket.joined(ring.last(), socket.rooms().toArray(String[]::new));
    socket.join(before.since().keySet().toArray(String[]::new));
    socket.namespace().members().add(socket);
    List<RecordedEvent> missed = ring.after(claim.from(), before);
    if (!missed.isEmpty()) {
      ticket.lastSent = missed.getLast().seq();
    }
    return new Entrance(
        Optional.of(ticket), true, missed.stream().map(RecordedEvent::event).toList());
  }

  @Override
  public Exit exit(Socket socket) {
    Optional<RecoveryTicket> ticket = socket.recoveryTicket();
    if (ticket.isEmpty()) {
      return Exit.NOTHING_KEPT;
    }
    // What is emitted from here on, while the socket is still chosen, is not sent to it any more.
    long settled = settled(socket.loop());
    return (rooms, reason) -> {
      if (isRecoverable(reason)) {
        keep(departed(socket, ticket.get(), settled, rooms));
      }
    };
  }

  private synchronized long settled(EngineLoop loop) {
    LoopOutbox outbox = outboxes.get(loop);
    return outbox == null ? ring.last() : outbox.settled(ring.last());
  }

  private DepartedSocket departed(
      Socket socket, RecoveryTicket ticket, long settled, Set<String> rooms) {
    Map<String, Long> since = new HashMap<>();
    rooms.forEach(room -> since.put(room, ticket.since(room)));
    return new DepartedSocket(
        socket.id(),
        ticket.pid,
        since,
        socket.attachment(Object.class).orElse(null),
        ticket.start,
        ticket.lastSent,
        settled,
        nanoTime.getAsLong());
  }

  private synchronized void keep(DepartedSocket socket) {
    departed.put(socket.pid(), socket);
    if (departed.size() > options.maxDisconnected()) {
      Iterator<String> pids = departed.keySet().iterator();
      pids.next();
      pids.remove();
    }
  }

  @Override
  public long lastEvent() {
    return ring.last();
  }

  @Override
  public synchronized void expire() {
    ring.expire(nanoTime.getAsLong());
    departed.values().removeIf(this::isExpired);
  }

  @Override
  public synchronized boolean isIdle() {
    return departed.isEmpty();
  }

  private boolean isExpired(DepartedSocket socket) {
    return nanoTime.getAsLong() - socket.atNanos() > options.maxDisconnection().toNanos();
  }

  private LoopOutbox outbox(EngineLoop loop) {
    return outboxes.computeIfAbsent(loop, key -> new LoopOutbox(this, loop));
  }

  private static boolean isRecoverable(DisconnectReason reason) {
    return switch (reason) {
      case TRANSPORT_CLOSE,
          TRANSPORT_ERROR,
          PING_TIMEOUT,
          SLOW_READER,
          FORCED_CLOSE,
          DROPPED,
          SERVER_SHUTDOWN ->
          true;
      case CLIENT_NAMESPACE_DISCONNECT,
          SERVER_NAMESPACE_DISCONNECT,
          PARSE_ERROR,
          PAYLOAD_TOO_LARGE,
          LIMIT_EXCEEDED ->
          false;
    };
  }
}
