package io.belfry.server.realtime;

import io.belfry.server.user.UserId;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// The identified sockets of this node, by user. Safe for several threads.
final class Clients {
  private static final Client[] NONE = {};

  private final Map<UserId, Client[]> byUser = new ConcurrentHashMap<>();

  void add(Client client) {
    byUser.merge(
        client.user(),
        new Client[] {client},
        (present, added) -> {
          Client[] all = Arrays.copyOf(present, present.length + 1);
          all[present.length] = client;
          return all;
        });
  }

  void remove(Client client) {
    byUser.computeIfPresent(
        client.user(),
        (user, present) -> {
          Client[] rest =
              Arrays.stream(present).filter(each -> each != client).toArray(Client[]::new);
          return rest.length == 0 ? null : rest;
        });
  }

  /// The sockets of `user`, none when they are not connected.
  List<Client> of(UserId user) {
    return Arrays.asList(byUser.getOrDefault(user, NONE));
  }

  /// Every user who is connected, each with their sockets.
  Collection<List<Client>> all() {
    return byUser.values().stream().map(Arrays::asList).toList();
  }
}
