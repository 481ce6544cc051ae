package io.belfry.server.realtime;

import io.belfry.server.notification.JsonBytes;
import io.belfry.server.user.UserId;
import io.belfry.socketio.Delivery;
import io.belfry.socketio.EncodedEvent;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/// Events that are told and not stored. Safe for several threads.
public final class TransientEvents {
  /// Names that a transient event cannot have: they mean something in the protocol.
  private static final Set<String> TAKEN =
      Set.of(
          "allNotificationsRead",
          "archiveNotification",
          "auth",
          "authError",
          "authResponse",
          "connect",
          "connect_error",
          "deleteNotification",
          "disconnect",
          "disconnecting",
          "getNotifications",
          "inbox",
          "init",
          "initResponse",
          "liveNotifications",
          "markAllRead",
          "markNotificationRead",
          "markNotificationUnread",
          "markSeen",
          "newListener",
          "notification",
          "notificationCount",
          "notificationDeleted",
          "notificationHistory",
          "notificationUpdated",
          "removeListener",
          "username");

  /// The longest name, in characters.
  public static final int MAX_NAME = 128;

  private final Clients clients;
  private final Supplier<Delivery> deliveries;

  TransientEvents(Clients clients, Supplier<Delivery> deliveries) {
    this.clients = clients;
    this.deliveries = deliveries;
  }

  /// Whether `name` can be the name of a transient event.
  public static boolean isUsable(String name) {
    return !name.isEmpty() && name.length() <= MAX_NAME && !TAKEN.contains(name);
  }

  /// Tells the sockets of `users`, and returns how many they are.
  public int emit(Collection<UserId> users, String event, JsonBytes data) {
    return emit(users.stream().map(clients::of).toList(), encode(event, data));
  }

  /// Tells every identified socket, and returns how many they are.
  public int emitToAll(String event, JsonBytes data) {
    return emit(clients.all(), encode(event, data));
  }

  private int emit(Collection<List<Client>> receivers, EncodedEvent event) {
    Delivery delivery = deliveries.get();
    int count = 0;
    for (List<Client> sockets : receivers) {
      for (Client client : sockets) {
        delivery.add(client.socket(), event);
        count++;
      }
    }
    delivery.flush();
    return count;
  }

  private static EncodedEvent encode(String event, JsonBytes data) {
    return EncodedEvent.of(event, RawEvents.json(data));
  }
}
