package io.belfry.server.inbox.jdbc.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.belfry.server.inbox.Command;
import io.belfry.server.inbox.InboxReader;
import io.belfry.server.inbox.InboxStore;
import io.belfry.server.inbox.LogOptions;
import io.belfry.server.inbox.Outcome;
import io.belfry.server.inbox.Retention;
import io.belfry.server.jdbc.PostgresDatabase;
import io.belfry.server.jdbc.TestPostgres;
import io.belfry.server.policy.PreferencesPatch;
import io.belfry.server.policy.Rules;
import io.belfry.server.problem.Checked;
import io.belfry.server.user.UserId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;

/// Two nodes change the preferences of one user at once: the second one waited for the first one's
/// lock, and then overwrote what it had not read.
final class ChoosingAtOnceTest {
  private static final long NOON = 1_767_268_800_000L;
  private static final int EACH = 90;
  private static final UserId ANN = new UserId("ann");

  @Test
  void every_change_that_was_answered_is_there() throws InterruptedException {
    var retention = new Retention(10, Duration.ofDays(90), 2, Duration.ofHours(24));
    Queue<Outcome> outcomes = new ConcurrentLinkedQueue<>();
    try (PostgresDatabase database =
            PostgresDatabase.open(TestPostgres.options(TestPostgres.newDatabase()));
        InboxReader reader = PostgresInboxStore.reader(database)) {
      List<Thread> nodes = new ArrayList<>();
      for (String node : List.of("a", "b")) {
        InboxStore store =
            new PostgresInboxStore(
                database, new LogOptions(retention, 20, Rules.NONE), new SplittableRandom(1));
        nodes.add(Thread.ofPlatform().start(() -> choose(store, node, outcomes)));
      }
      for (Thread node : nodes) {
        node.join();
      }

      assertThat(outcomes).hasSize(2 * EACH).allMatch(Outcome.Chosen.class::isInstance);
      assertThat(reader.recipient(ANN).preferences().types()).hasSize(2 * EACH);
    }
  }

  private static void choose(InboxStore store, String node, Queue<Outcome> outcomes) {
    for (int i = 0; i < EACH; i++) {
      var patch = JsonNodeFactory.instance.objectNode();
      patch.putObject("types").putObject(node + i).put("toast", false);
      var valid = (Checked.Valid<PreferencesPatch>) PreferencesPatch.parse(patch, Rules.NONE);
      outcomes.addAll(
          store
              .apply(List.of(new Command.SetPreferences(ANN, valid.value())), NOON + i)
              .outcomes());
    }
  }
}
