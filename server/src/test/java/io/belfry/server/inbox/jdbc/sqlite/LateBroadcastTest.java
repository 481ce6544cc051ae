package io.belfry.server.inbox.jdbc.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import io.belfry.server.broadcast.BroadcastStore;
import io.belfry.server.broadcast.jdbc.JdbcBroadcastStore;
import io.belfry.server.inbox.CatchUp;
import io.belfry.server.inbox.Command;
import io.belfry.server.inbox.LogOptions;
import io.belfry.server.inbox.Retention;
import io.belfry.server.jdbc.Checkpointer;
import io.belfry.server.jdbc.SideWork;
import io.belfry.server.jdbc.SqliteDatabase;
import io.belfry.server.notification.Content;
import io.belfry.server.notification.JsonBytes;
import io.belfry.server.notification.NotificationId;
import io.belfry.server.notification.Priority;
import io.belfry.server.policy.Rules;
import io.belfry.server.user.Audience;
import io.belfry.server.user.UserId;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A broadcast is in the database a moment before the lane is told of it.
final class LateBroadcastTest {
  private static final long NOON = 1_767_268_800_000L;
  private static final UserId ANN = new UserId("ann");
  private static final Retention RETENTION =
      new Retention(20, Duration.ofDays(90), 6, Duration.ofHours(24));

  @Test
  void one_that_the_lane_was_not_told_of_is_taken_in_later_and_once(@TempDir Path folder) {
    SqliteDatabase database = SqliteDatabase.open(folder.resolve("belfry.db"));
    var checkpointer = new Checkpointer(database);
    var told = new LastBroadcast();
    var unwritten = new Unwritten();
    try (SideWork sideWork = database.sideWork();
        var store =
            new SqliteInboxStore(
                database,
                checkpointer,
                unwritten,
                told,
                new LogOptions(RETENTION, 10, Rules.NONE),
                new SplittableRandom(1));
        var reader = SqliteInboxStore.reader(database, unwritten, told)) {
      store.apply(List.of(new Command.Send(ANN, content("before"), Optional.empty())), NOON);
      BroadcastStore broadcasts = new JdbcBroadcastStore(sideWork, number -> {});
      broadcasts.add(draft(1), NOON);
      broadcasts.add(draft(2), NOON);

      told.reached(1);
      store.apply(List.of(takeIn()), NOON);
      assertThat(snapshot(reader.catchUp(ANN, null, 10))).isEqualTo(2);

      told.reached(2);
      store.apply(List.of(takeIn()), NOON);
      assertThat(snapshot(reader.catchUp(ANN, null, 10))).isEqualTo(3);
    }
    checkpointer.close();
  }

  private static int snapshot(CatchUp found) {
    return ((CatchUp.Snapshot) found).notifications().size();
  }

  private static Command takeIn() {
    return new Command.TakeIn(ANN, OptionalLong.empty());
  }

  private static BroadcastStore.Draft draft(int number) {
    return new BroadcastStore.Draft(
        new NotificationId(NotificationId.orderAt(NOON), number),
        new Audience(Optional.empty(), Set.of(), new TreeMap<>()),
        content("number " + number),
        0,
        Optional.empty(),
        JsonBytes.of("{}"));
  }

  private static Content content(String title) {
    return new Content(Priority.NORMAL, JsonBytes.of("{\"title\":\"" + title + "\"}"));
  }
}
