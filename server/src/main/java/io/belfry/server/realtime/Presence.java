package io.belfry.server.realtime;

import io.belfry.server.cluster.Bus;
import io.belfry.server.user.UserId;
import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;

/// Who is connected, on any node: nothing is kept of it, the nodes are asked. Safe for several
/// threads.
public final class Presence {
  private final Clients clients;
  private final Bus bus;
  private final LastSeen lastSeen;
  private final Executor blocking;

  /// @param blocking where the store is asked when somebody was last seen
  public Presence(Clients clients, Bus bus, LastSeen lastSeen, Executor blocking) {
    this.clients = clients;
    this.bus = bus;
    this.lastSeen = lastSeen;
    this.blocking = blocking;
  }

  /// Where `user` is now.
  public CompletionStage<Report> of(UserId user) {
    return bus.ask(user, Question.whoIsThere())
        .thenCompose(
            answers -> {
              List<Visitor> sockets = new ArrayList<>(here(user));
              answers.answers().forEach(answer -> sockets.addAll(read(answer)));
              return sockets.isEmpty()
                  ? CompletableFuture.supplyAsync(() -> lastSeen.of(user), blocking)
                      .thenApply(at -> new Report(List.of(), at, answers.complete()))
                  : CompletableFuture.completedFuture(
                      new Report(devices(sockets), OptionalLong.empty(), answers.complete()));
            });
  }

  /// What this node answers to who asks for `user`.
  byte[] answer(UserId user) {
    List<Visitor> sockets = here(user);
    return Question.written(
        out -> {
          for (Visitor each : sockets) {
            out.writeUTF(each.device());
            out.writeLong(each.sinceMs());
          }
        });
  }

  private List<Visitor> here(UserId user) {
    return clients.of(user).stream().map(Client::visitor).toList();
  }

  private static List<Device> devices(List<Visitor> sockets) {
    Map<String, Device> devices = new LinkedHashMap<>();
    for (Visitor each : sockets) {
      devices.merge(
          each.device(),
          new Device(each.device(), 1, each.sinceMs()),
          (one, other) -> one.and(other));
    }
    return List.copyOf(devices.values());
  }

  /// Where a user is.
  ///
  /// @param devices none when the user is not connected
  /// @param lastSeenMs when they were last connected, epoch milliseconds; nothing while they are,
  ///   and when they never were
  /// @param complete whether every node has answered
  public record Report(List<Device> devices, OptionalLong lastSeenMs, boolean complete) {
    public Report {
      devices = List.copyOf(devices);
    }

    public int sockets() {
      return devices.stream().mapToInt(Device::sockets).sum();
    }
  }

  /// What a user is connected with.
  ///
  /// @param name as its client calls it
  /// @param sinceMs when its oldest socket connected, epoch milliseconds
  public record Device(String name, int sockets, long sinceMs) {
    private Device and(Device other) {
      return new Device(name, sockets + other.sockets, Math.min(sinceMs, other.sinceMs));
    }
  }

  private static List<Visitor> read(byte[] answer) {
    List<Visitor> visitors = new ArrayList<>();
    try (var in = new DataInputStream(new ByteArrayInputStream(answer))) {
      while (in.available() > 0) {
        visitors.add(new Visitor(in.readUTF(), in.readLong()));
      }
    } catch (IOException anotherVersion) {
      return List.of();
    }
    return visitors;
  }
}
