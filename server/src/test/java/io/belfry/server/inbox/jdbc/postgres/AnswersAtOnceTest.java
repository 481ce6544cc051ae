package io.belfry.server.inbox.jdbc.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import io.belfry.server.inbox.AnswerStore;
import io.belfry.server.inbox.AnswerStore.Answered;
import io.belfry.server.inbox.AnswerStore.Card;
import io.belfry.server.inbox.Command;
import io.belfry.server.inbox.InboxStore;
import io.belfry.server.inbox.Outcome;
import io.belfry.server.inbox.PageQuery;
import io.belfry.server.inbox.Retention;
import io.belfry.server.inbox.jdbc.JdbcAnswerStore;
import io.belfry.server.jdbc.PostgresDatabase;
import io.belfry.server.jdbc.TestPostgres;
import io.belfry.server.notification.Content;
import io.belfry.server.notification.JsonBytes;
import io.belfry.server.notification.NotificationId;
import io.belfry.server.notification.Priority;
import io.belfry.server.notification.Traits;
import io.belfry.server.user.UserId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/// Answers to one group by several writers at once, as nodes and lanes are.
final class AnswersAtOnceTest {
  private static final int TIMES = 60;
  private static final long NOON = 1_767_268_800_000L;
  private static final UserId ANN = new UserId("ann");
  private static final UserId BEN = new UserId("ben");
  private static final UserId CEM = new UserId("cem");
  private static final Retention RETENTION =
      new Retention(1_000, Duration.ofDays(90), 6, Duration.ofHours(24));

  @Test
  void one_of_them_stands_and_no_card_that_is_added_meanwhile_stays_open() {
    try (PostgresDatabase database =
        PostgresDatabase.open(TestPostgres.options(TestPostgres.newDatabase()))) {
      InboxStore one = store(database, 1);
      InboxStore other = store(database, 2);
      InboxStore third = store(database, 3);
      AnswerStore answers = new JdbcAnswerStore(database.sideWork(), PostgresInboxStore.CARDS);
      for (int i = 0; i < TIMES; i++) {
        String group = "group-" + i;
        Command ofAnn = new Command.Act(ANN, sent(one, ask(ANN, group)), "yes");
        Command ofBen = new Command.Act(BEN, sent(other, ask(BEN, group)), "yes");
        var ben = CompletableFuture.supplyAsync(() -> applied(other, ofBen));
        var cem = CompletableFuture.supplyAsync(() -> third.apply(several(group), NOON));
        Outcome ann = applied(one, ofAnn);

        assertThat(List.of(ann, ben.join()))
            .satisfiesOnlyOnce(each -> assertThat(each).isInstanceOf(Outcome.Done.class))
            .satisfiesOnlyOnce(
                each -> assertThat(each).isInstanceOf(Outcome.AlreadyAnswered.class));
        close(answers, one);
        cem.join();
      }
      assertThat(answers.acts(0, TIMES + 1)).hasSize(TIMES);
      assertThat(answers.lastAct()).isEqualTo(TIMES);
      try (var reader = PostgresInboxStore.reader(database)) {
        for (UserId user : List.of(ANN, BEN, CEM)) {
          assertThat(reader.page(user, PageQuery.newest(1_000)).notifications())
              .hasSize(TIMES)
              .allMatch(each -> each.content().json().toString().startsWith("{\"outcome\":"));
        }
      }
    }
  }

  /// Cards of one group for several users: a transaction that takes a while.
  private static List<Command> several(String group) {
    List<Command> asks = new ArrayList<>(List.of(ask(CEM, group)));
    for (int i = 0; i < 100; i++) {
      asks.add(ask(new UserId("user-" + i), group));
    }
    return asks;
  }

  /// Closes what is open now, once.
  private static void close(AnswerStore answers, InboxStore store) {
    for (Answered group : answers.open(Optional.empty(), 10)) {
      for (Card card : answers.cards(group, Optional.empty(), 1_000)) {
        applied(store, new Command.Close(card.user(), List.of(card.id())));
      }
      answers.closed(group);
    }
  }

  private static InboxStore store(PostgresDatabase database, int seed) {
    return new PostgresInboxStore(database, RETENTION, 20, new SplittableRandom(seed));
  }

  private static Command ask(UserId user, String group) {
    String json =
        "{\"title\":\"?\",\"actions\":[{\"id\":\"yes\"}],\"actionGroup\":\"" + group + "\"}";
    Traits traits = Traits.of("info").answering(group);
    var content = new Content(Priority.NORMAL, JsonBytes.of(json), 0, traits);
    return new Command.Send(user, content, Optional.empty());
  }

  private static NotificationId sent(InboxStore store, Command command) {
    return ((Outcome.Sent) applied(store, command)).id();
  }

  private static Outcome applied(InboxStore store, Command command) {
    return store.apply(List.of(command), NOON).outcomes().getFirst();
  }
}
