package io.belfry.server.realtime;

import io.belfry.server.broadcast.Connected;
import io.belfry.server.cluster.Bus;
import io.belfry.server.user.UserId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;

/// The identified sockets of this node, by user; other nodes tell this one of their users as long
/// as they have a socket here. Safe for several threads.
public final class Clients implements Connected {
  private static final Client[] NONE = {};

  private final Bus bus;
  private final LastSeen lastSeen;
  private final Map<UserId, Client[]> byUser = new ConcurrentHashMap<>();

  public Clients(Bus bus, LastSeen lastSeen) {
    this.bus = bus;
    this.lastSeen = lastSeen;
  }

  /// Adds `client`, and returns a stage that completes when it misses nothing any more of what
  /// other nodes tell.
  CompletionStage<Void> add(Client client) {
    List<CompletionStage<Void>> joined = new ArrayList<>(1);
    byUser.compute(
        client.user(),
        (user, present) -> {
          // In here, where joining and leaving of one user follow each other.
          joined.add(bus.join(user));
          if (present == null) {
            lastSeen.now(user);
            return new Client[] {client};
          }
          Client[] all = Arrays.copyOf(present, present.length + 1);
          all[present.length] = client;
          return all;
        });
    return joined.getFirst();
  }

  void remove(Client client) {
    byUser.computeIfPresent(
        client.user(),
        (user, present) -> {
          Client[] rest =
              Arrays.stream(present).filter(each -> each != client).toArray(Client[]::new);
          if (rest.length > 0) {
            return rest;
          }
          bus.leave(user);
          lastSeen.now(user);
          return null;
        });
  }

  /// The sockets of `user`, none when they are not connected.
  List<Client> of(UserId user) {
    return Arrays.asList(byUser.getOrDefault(user, NONE));
  }

  @Override
  public Set<UserId> users() {
    return byUser.keySet();
  }

  @Override
  public OptionalLong since(UserId user) {
    return of(user).stream().mapToLong(Client::connectedSince).min();
  }

  /// Every user who is connected, each with their sockets.
  Collection<List<Client>> all() {
    return byUser.values().stream().map(Arrays::asList).toList();
  }
}
