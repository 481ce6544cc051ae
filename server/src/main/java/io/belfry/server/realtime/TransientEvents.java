package io.belfry.server.realtime;

import io.belfry.server.cluster.Bus;
import io.belfry.server.notification.JsonBytes;
import io.belfry.server.user.UserId;
import io.belfry.socketio.Delivery;
import io.belfry.socketio.EncodedEvent;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionStage;
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
          "notificationAction",
          "notificationCount",
          "notificationDeleted",
          "notificationHistory",
          "notificationUpdated",
          "removeListener",
          "snoozeNotification",
          "username");

  /// The longest name, in characters.
  public static final int MAX_NAME = 128;

  private final Clients clients;
  private final Bus bus;
  private final Supplier<Delivery> deliveries;

  public TransientEvents(Clients clients, Bus bus, Supplier<Delivery> deliveries) {
    this.clients = clients;
    this.bus = bus;
    this.deliveries = deliveries;
  }

  /// Whether `name` can be the name of a transient event.
  public static boolean isUsable(String name) {
    return !name.isEmpty() && name.length() <= MAX_NAME && !TAKEN.contains(name);
  }

  /// Tells the sockets of `users` on every node, and says how many they are, as far as the nodes
  /// have answered in time.
  ///
  /// @throws IllegalArgumentException when it is too large to be told to other nodes, see
  ///   [Bus#MAX_BYTES]
  public CompletionStage<Integer> emit(Collection<UserId> users, String event, JsonBytes data) {
    byte[] question = Question.event(users, event, data);
    CompletionStage<Bus.Answers> others =
        users.size() == 1 ? bus.ask(users.iterator().next(), question) : bus.askAll(question);
    int here = emitHere(users, event, data);
    return others.thenApply(answers -> here + sum(answers));
  }

  /// Tells every identified socket on every node, and says how many they are, as far as the nodes
  /// have answered in time.
  ///
  /// @throws IllegalArgumentException when it is too large to be told to other nodes, see
  ///   [Bus#MAX_BYTES]
  public CompletionStage<Integer> emitToAll(String event, JsonBytes data) {
    CompletionStage<Bus.Answers> others = bus.askAll(Question.eventToAll(event, data));
    int here = emit(clients.all(), encode(event, data));
    return others.thenApply(answers -> here + sum(answers));
  }

  /// Tells the sockets of `users` on this node, or of all users where there are none, and returns
  /// how many they are.
  int emitHere(Collection<UserId> users, String event, JsonBytes data) {
    return emit(
        users.isEmpty() ? clients.all() : users.stream().map(clients::of).toList(),
        encode(event, data));
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

  private static int sum(Bus.Answers answers) {
    return answers.answers().stream().mapToInt(Question::count).sum();
  }

  private static EncodedEvent encode(String event, JsonBytes data) {
    return EncodedEvent.of(event, RawEvents.json(data));
  }
}
