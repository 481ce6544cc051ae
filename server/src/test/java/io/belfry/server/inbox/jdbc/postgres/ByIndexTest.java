package io.belfry.server.inbox.jdbc.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import io.belfry.server.broadcast.BroadcastStore;
import io.belfry.server.broadcast.jdbc.JdbcBroadcastStore;
import io.belfry.server.inbox.Broadcast;
import io.belfry.server.inbox.Command;
import io.belfry.server.inbox.ContentFilter;
import io.belfry.server.inbox.DueStore.Due;
import io.belfry.server.inbox.Filter;
import io.belfry.server.inbox.IdempotencyKey;
import io.belfry.server.inbox.InboxReader;
import io.belfry.server.inbox.InboxStore;
import io.belfry.server.inbox.Later;
import io.belfry.server.inbox.LogOptions;
import io.belfry.server.inbox.Outcome;
import io.belfry.server.inbox.PageQuery;
import io.belfry.server.inbox.Position;
import io.belfry.server.inbox.Retention;
import io.belfry.server.inbox.ScheduledStore;
import io.belfry.server.inbox.SendTime;
import io.belfry.server.inbox.TextSearch;
import io.belfry.server.inbox.jdbc.JdbcDueStore;
import io.belfry.server.inbox.jdbc.JdbcScheduledStore;
import io.belfry.server.inbox.jdbc.ScheduledRows;
import io.belfry.server.jdbc.PostgresDatabase;
import io.belfry.server.jdbc.TestPostgres;
import io.belfry.server.notification.Content;
import io.belfry.server.notification.JsonBytes;
import io.belfry.server.notification.NotificationId;
import io.belfry.server.notification.NotificationIds;
import io.belfry.server.notification.Priority;
import io.belfry.server.policy.Rules;
import io.belfry.server.user.Audience;
import io.belfry.server.user.Topic;
import io.belfry.server.user.UserId;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/// What it costs to look after one inbox must not depend on how many there are.
final class ByIndexTest {
  private static final long NOON = 1_767_268_800_000L;
  private static final int KEPT = 4;

  @Test
  void no_table_of_many_inboxes_is_ever_read_from_end_to_end() throws SQLException {
    String url = TestPostgres.newDatabase();
    PostgresDatabase.open(TestPostgres.options(url)).close();
    String before = scans(url);
    var retention = new Retention(KEPT, Duration.ofDays(90), 2, Duration.ofHours(24));
    try (PostgresDatabase database = PostgresDatabase.open(TestPostgres.options(url));
        InboxReader reader = PostgresInboxStore.reader(database)) {
      var store =
          new PostgresInboxStore(
              database, new LogOptions(retention, 20, Rules.NONE), new SplittableRandom(1));
      useInEveryWay(store, reader);
      new JdbcDueStore(database.sideWork(), PostgresInboxStore.EXPIRED)
          .due(Optional.empty(), NOON, 10);
      schedule(database, store);
      broadcast(new JdbcBroadcastStore(database.sideWork(), number -> {}), store, reader);
    }

    assertThat(scans(url)).isEqualTo(before);
  }

  private static void useInEveryWay(InboxStore store, InboxReader reader) {
    List<UserId> users = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      users.add(new UserId("user-" + i));
    }
    List<NotificationId> ids = new ArrayList<>();
    for (int round = 0; round < 2 * KEPT; round++) {
      List<Command> sends = new ArrayList<>();
      users.forEach(user -> sends.add(send(user, "key-" + user + sends.size())));
      for (Outcome outcome : store.apply(sends, NOON + round).outcomes()) {
        ids.add(((Outcome.Sent) outcome).id());
      }
    }
    for (int round = 1; round <= KEPT; round++) {
      List<Command> commands = new ArrayList<>();
      for (int i = 0; i < users.size(); i++) {
        UserId user = users.get(i);
        NotificationId id = ids.get(ids.size() - round * users.size() + i);
        commands.add(new Command.MarkRead(user, id, true));
        commands.add(new Command.Archive(user, id, true));
        commands.add(new Command.Delete(user, id));
        commands.add(new Command.MarkAllRead(user));
        commands.add(new Command.MarkAllSeen(user));
      }
      store.apply(commands, NOON + 100 + round);
    }
    store.sweep(NOON + Duration.ofDays(91).toMillis());
    Position before = reader.positions(users).get(users.getFirst());
    store.apply(List.of(send(users.getFirst(), "last")), NOON);
    reader.catchUp(users.getFirst(), before, 20);
    reader.catchUp(users.getFirst(), null, 20);
    reader.page(users.getFirst(), PageQuery.unread(20));
    var content =
        new ContentFilter(
            Set.of("info"), List.of(), Optional.of(new TextSearch(TextSearch.words("x"))));
    var filter = new Filter(Optional.of(true), Set.of(Priority.HIGH), NOON, NOON + 1, content);
    reader.page(
        users.getFirst(),
        new PageQuery(20, OptionalLong.empty(), false, PageQuery.Archived.INCLUDED, filter));
    reader.find(ids.getLast());
    store.apply(List.of(new Command.Expire(users.getFirst(), ids)), NOON);
    store.apply(List.of(new Command.Forget(users.getLast()), send(users.getLast(), "anew")), NOON);
  }

  private static void schedule(PostgresDatabase database, InboxStore store) {
    var content = new Content(Priority.NORMAL, JsonBytes.of("{\"title\":\"x\"}"));
    List<Command> schedules = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      var later = new Later(new SendTime.At(NOON + i), content, 0, 0, "key " + i % 20);
      schedules.add(new Command.Schedule(new UserId("user-" + i % 40), later, Optional.empty()));
    }
    store.apply(schedules, NOON);
    var scheduled = new JdbcScheduledStore(database.sideWork());
    UserId user = new UserId("user-1");
    for (Optional<UserId> of : List.of(Optional.of(user), Optional.<UserId>empty())) {
      for (Optional<String> key : List.of(Optional.of("key 2"), Optional.<String>empty())) {
        var after = new ScheduledStore.Place(NOON, new NotificationId(1, 1));
        scheduled.waiting(of, key, Optional.of(after), 10);
      }
    }
    for (Due each :
        new JdbcDueStore(database.sideWork(), ScheduledRows.DUE)
            .due(Optional.empty(), NOON + 50, 10)) {
      store.apply(List.of(new Command.Release(each.user(), List.of(each.id()))), NOON + 50);
    }
    scheduled.cancel("key 3", NOON);
    store.sweep(NOON + Duration.ofDays(91).toMillis());
    new JdbcDueStore(database.sideWork(), PostgresInboxStore.SNOOZED)
        .due(Optional.empty(), NOON, 10);
  }

  private static void broadcast(BroadcastStore broadcasts, InboxStore store, InboxReader reader) {
    List<UserId> users = List.of(new UserId("user-1"), new UserId("user-2"));
    var ids = new NotificationIds(new SplittableRandom(3), 0);
    var content = new Content(Priority.NORMAL, JsonBytes.of("{\"title\":\"x\"}"));
    for (Optional<Topic> topic : List.of(Optional.<Topic>empty(), Optional.of(new Topic("t")))) {
      NotificationId id = ids.next(NOON, 0);
      var key = new IdempotencyKey("scope", "key of " + id, 0, "body");
      broadcasts.add(
          new BroadcastStore.Draft(
              id,
              new Audience(
                  topic, Set.of(), new TreeMap<>(Map.of("a", new TreeSet<>(List.of("1"))))),
              content,
              NOON + 1,
              Optional.of(key),
              JsonBytes.of("{}")),
          NOON);
      users.forEach(reader::hearing);
      store.apply(List.of(new Command.TakeIn(users.getFirst(), OptionalLong.of(0))), NOON);
      Broadcast found = broadcasts.find(id).orElseThrow();
      broadcasts.edit(found, content, NOON);
      broadcasts.tally(found);
      broadcasts.subscribers(found, 10);
      for (BroadcastStore.Entry entry : broadcasts.after(0, 10)) {
        broadcasts.concerned(entry, users);
      }
      broadcasts.expired(NOON + 2, 10);
      broadcasts.schedule(
          new BroadcastStore.Draft(
              ids.next(NOON, 0),
              new Audience(topic, Set.of(), new TreeMap<>()),
              content,
              0,
              Optional.empty(),
              JsonBytes.of("{}")),
          new Later(new SendTime.At(NOON), content, 0, 0, ""),
          NOON);
      for (BroadcastStore.Due each : broadcasts.due(Optional.empty(), NOON, 10)) {
        broadcasts.release(each, ids.next(NOON, 0), NOON);
      }
      broadcasts.recall(id, NOON);
      broadcasts.holdersOfRecalled(10);
      store.apply(List.of(new Command.TakeIn(users.getLast(), OptionalLong.empty())), NOON);
    }
    broadcasts.newest(Long.MAX_VALUE, 10);
    broadcasts.forget(NOON + 1, 10);
  }

  private static Command send(UserId user, String key) {
    return new Command.Send(
        user,
        new Content(Priority.NORMAL, JsonBytes.of("{\"title\":\"x\"}")),
        Optional.of(new IdempotencyKey("scope", key, 0, "body")));
  }

  /// How often a table was read from end to end, as PostgreSQL counts when a session ends.
  private static String scans(String url) throws SQLException {
    try (Connection connection = DriverManager.getConnection(url);
        Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                "SELECT coalesce(sum(seq_scan), 0) FROM pg_stat_user_tables"
                    + " WHERE relname ~"
                    + " '^(inbox|notification|idempotency|broadcast|subscription|users"
                    + "|scheduled)'")) {
      row.next();
      return row.getString(1);
    }
  }
}
