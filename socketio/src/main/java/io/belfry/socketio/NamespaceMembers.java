package io.belfry.socketio;

import com.fasterxml.jackson.databind.JsonNode;
import io.belfry.socketio.AdapterAnswer.SocketState;
import io.belfry.socketio.EncodedEvent.OutgoingPacket;
import io.belfry.socketio.engine.EngineLoop;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicLong;

/// The sockets of one namespace that are connected to this node, their rooms, and what can be done
/// with many of them.
///
/// Safe in any thread.
final class NamespaceMembers {
  private final String namespace;
  private final Recovery recovery;
  private final ConcurrentMap<String, Socket> sockets = new ConcurrentHashMap<>();
  private final ConcurrentMap<String, Set<Socket>> rooms = new ConcurrentHashMap<>();
  private final AtomicLong ackIds = new AtomicLong();

  NamespaceMembers(String namespace, Recovery recovery) {
    this.namespace = namespace;
    this.recovery = recovery;
  }

  Collection<Socket> all() {
    return Collections.unmodifiableCollection(sockets.values());
  }

  Optional<Socket> socket(String id) {
    return Optional.ofNullable(sockets.get(id));
  }

  Recovery recovery() {
    return recovery;
  }

  long nextAckId() {
    return ackIds.getAndIncrement();
  }

  void add(Socket socket) {
    sockets.put(socket.id(), socket);
  }

  void remove(Socket socket) {
    sockets.remove(socket.id(), socket);
  }

  void join(Socket socket, String room) {
    rooms.compute(
        room,
        (key, members) -> {
          Set<Socket> known = members == null ? ConcurrentHashMap.newKeySet() : members;
          known.add(socket);
          return known;
        });
  }

  void leave(Socket socket, String room) {
    rooms.computeIfPresent(
        room,
        (key, members) -> {
          members.remove(socket);
          return members.isEmpty() ? null : members;
        });
  }

  /// The sockets that are meant, as of now.
  Collection<Socket> select(Targets targets) {
    if (targets.rooms().isEmpty() && targets.except().isEmpty()) {
      return all();
    }
    Set<Socket> chosen = new LinkedHashSet<>();
    if (targets.rooms().isEmpty()) {
      chosen.addAll(sockets.values());
    }
    for (String room : targets.rooms()) {
      addMembers(room, chosen);
    }
    for (String room : targets.except()) {
      removeMembers(room, chosen);
    }
    return chosen;
  }

  private void addMembers(String room, Set<Socket> chosen) {
    chosen.addAll(rooms.getOrDefault(room, Set.of()));
    Socket alone = sockets.get(room);
    if (alone != null) {
      chosen.add(alone);
    }
  }

  private void removeMembers(String room, Set<Socket> chosen) {
    rooms.getOrDefault(room, Set.of()).forEach(chosen::remove);
    Socket alone = sockets.get(room);
    if (alone != null) {
      chosen.remove(alone);
    }
  }

  void send(Targets targets, EncodedEvent event, boolean isVolatile) {
    if (isVolatile) {
      byLoop(select(targets))
          .forEach(
              (loop, some) ->
                  loop.execute(() -> some.forEach(socket -> socket.sendVolatileNow(event))));
    } else {
      recovery.send(this, targets, event);
    }
  }

  /// Sends an event that each socket is to acknowledge; never fails.
  CompletionStage<BroadcastAnswers> ask(
      Targets targets, EncodedEvent event, boolean isVolatile, Duration timeout) {
    long ackId = nextAckId();
    OutgoingPacket packet = event.asking(namespace, ackId);
    List<CompletableFuture<Optional<BroadcastAnswers.Answer>>> answers = new ArrayList<>();
    Map<EngineLoop, List<Runnable>> tasks = new HashMap<>(4);
    for (Socket socket : select(targets)) {
      CompletableFuture<List<JsonNode>> answer = new CompletableFuture<>();
      answers.add(
          answer.handle(
              (args, failure) ->
                  failure == null
                      ? Optional.of(new BroadcastAnswers.Answer(socket.id(), args))
                      : Optional.empty()));
      tasks
          .computeIfAbsent(socket.loop(), loop -> new ArrayList<>())
          .add(() -> socket.askNow(packet, ackId, isVolatile, timeout, answer));
    }
    tasks.forEach((loop, some) -> loop.execute(() -> some.forEach(Runnable::run)));
    return CompletableFuture.allOf(answers.toArray(CompletableFuture[]::new))
        .thenApply(done -> collect(answers));
  }

  private static BroadcastAnswers collect(
      List<CompletableFuture<Optional<BroadcastAnswers.Answer>>> all) {
    List<BroadcastAnswers.Answer> answers =
        all.stream().map(CompletableFuture::join).flatMap(Optional::stream).toList();
    return new BroadcastAnswers(answers, all.size() - answers.size(), 0);
  }

  void join(Targets targets, String... rooms) {
    select(targets).forEach(socket -> socket.join(rooms));
  }

  void leave(Targets targets, String... rooms) {
    select(targets).forEach(socket -> socket.leave(rooms));
  }

  void disconnect(Targets targets, boolean close) {
    select(targets).forEach(socket -> socket.disconnect(close));
  }

  List<SocketState> states(Targets targets) {
    return select(targets).stream()
        .map(socket -> new SocketState(socket.id(), socket.rooms(), socket.transport()))
        .toList();
  }

  /// Sockets by their event loops.
  static Map<EngineLoop, List<Socket>> byLoop(Collection<Socket> sockets) {
    Map<EngineLoop, List<Socket>> byLoop = new HashMap<>(4);
    for (Socket socket : sockets) {
      byLoop.computeIfAbsent(socket.loop(), loop -> new ArrayList<>()).add(socket);
    }
    return byLoop;
  }
}
