package io.belfry.server.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.belfry.server.broadcast.BroadcastStore;
import io.belfry.server.broadcast.BroadcastStore.Added;
import io.belfry.server.notification.Content;
import io.belfry.server.notification.JsonBytes;
import io.belfry.server.notification.Notification;
import io.belfry.server.notification.NotificationId;
import io.belfry.server.notification.NotificationIds;
import io.belfry.server.notification.Priority;
import io.belfry.server.user.Audience;
import io.belfry.server.user.UserId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;

/// The same, with what is broadcast to it.
@SuppressWarnings("NullAway.Init") // Set before each test.
public abstract class OpenBroadcastStore extends OpenInboxStore {
  static final Audience ALL = new Audience(Optional.empty(), Set.of(), new TreeMap<>());
  static final UserId EVE = new UserId("eve");
  static final long SECOND = 1_000;

  final NotificationIds ids = new NotificationIds(new SplittableRandom(7), 0);
  BroadcastStore broadcasts;

  OpenBroadcastStore(TestLog log) {
    super(log);
  }

  @BeforeEach
  void openBroadcasts() {
    broadcasts = broadcasts();
  }

  NotificationId broadcast(String title, Audience audience, long nowMs) {
    return add(draft(title, audience, nowMs, 0, Optional.empty()), nowMs);
  }

  NotificationId add(BroadcastStore.Draft draft, long nowMs) {
    assertThat(broadcasts.add(draft, nowMs)).isEqualTo(new Added.New());
    return draft.id();
  }

  BroadcastStore.Draft draft(
      String title, Audience audience, long nowMs, long expiresMs, Optional<IdempotencyKey> key) {
    return new BroadcastStore.Draft(
        ids.next(nowMs, 0),
        audience,
        titled(title, Priority.NORMAL),
        expiresMs,
        key,
        JsonBytes.of("{}"));
  }

  static Content titled(String title, Priority priority) {
    return new Content(priority, JsonBytes.of("{\"title\":\"" + title + "\"}"));
  }

  void edit(NotificationId id, Content content) {
    assertThat(broadcasts.edit(broadcasts.find(id).orElseThrow(), content, NOON)).isTrue();
  }

  void takeIn(UserId user) {
    assertThat(apply(new Command.TakeIn(user, OptionalLong.empty())))
        .isInstanceOf(Outcome.Done.class);
  }

  List<String> titles(UserId user) {
    return titles(snapshot(user));
  }

  static List<String> titles(CatchUp.Snapshot all) {
    List<String> titles = new ArrayList<>();
    for (Notification each : all.notifications()) {
      String json = each.content().json().toString();
      titles.add(json.substring(10, json.length() - 2));
    }
    return titles;
  }

  void reopen() {
    reader.close();
    store.close();
    closed();
    store = open(RETENTION, WINDOW);
    reader = reader();
    broadcasts = broadcasts();
  }
}
