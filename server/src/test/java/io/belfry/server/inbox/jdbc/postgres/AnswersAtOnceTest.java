package io.belfry.server.inbox.jdbc.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import io.belfry.server.inbox.AnswerStore;
import io.belfry.server.inbox.AnswerStore.Answered;
import io.belfry.server.inbox.AnswerStore.Card;
import io.belfry.server.inbox.Command;
import io.belfry.server.inbox.IdempotencyKey;
import io.belfry.server.inbox.InboxStore;
import io.belfry.server.inbox.LogOptions;
import io.belfry.server.inbox.Outcome;
import io.belfry.server.inbox.Retention;
import io.belfry.server.inbox.jdbc.JdbcAnswerStore;
import io.belfry.server.jdbc.PostgresDatabase;
import io.belfry.server.jdbc.TestPostgres;
import io.belfry.server.notification.Content;
import io.belfry.server.notification.JsonBytes;
import io.belfry.server.notification.NotificationId;
import io.belfry.server.notification.Priority;
import io.belfry.server.notification.Traits;
import io.belfry.server.policy.Rules;
import io.belfry.server.user.UserId;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/// Answers to one group by several writers at once, as nodes and lanes are.
final class AnswersAtOnceTest {
  private static final int TIMES = 60;
  private static final Executor BESIDE = task -> Thread.ofVirtual().start(task);
  private static final long NOON = 1_767_268_800_000L;
  private static final UserId ANN = new UserId("ann");
  private static final UserId BEN = new UserId("ben");
  private static final Retention RETENTION =
      new Retention(1_000, Duration.ofDays(90), 6, Duration.ofHours(24));

  private final String url = TestPostgres.newDatabase();

  @Test
  void one_of_two_answers_stands() {
    try (PostgresDatabase database = PostgresDatabase.open(TestPostgres.options(url))) {
      InboxStore one = store(database, 1);
      InboxStore other = store(database, 2);
      AnswerStore answers = new JdbcAnswerStore(database.sideWork(), PostgresInboxStore.CARDS);
      for (int i = 0; i < TIMES; i++) {
        Command ofAnn = new Command.Act(ANN, sent(one, ask(ANN, "group-" + i)), "yes");
        Command ofBen = new Command.Act(BEN, sent(other, ask(BEN, "group-" + i)), "yes");
        var ben = CompletableFuture.supplyAsync(() -> applied(other, ofBen));
        Outcome ann = applied(one, ofAnn);

        assertThat(List.of(ann, ben.join()))
            .satisfiesOnlyOnce(each -> assertThat(each).isInstanceOf(Outcome.Done.class))
            .satisfiesOnlyOnce(
                each -> assertThat(each).isInstanceOf(Outcome.AlreadyAnswered.class));
      }
      assertThat(answers.acts(0, TIMES + 1)).hasSize(TIMES);
      assertThat(answers.lastAct()).isEqualTo(TIMES);
    }
  }

  /// A send is held up after it has found the group unanswered: until it is there, nobody answers.
  @Test
  void a_card_that_is_added_just_before_an_answer_is_closed_with_the_others() throws Exception {
    try (PostgresDatabase database = PostgresDatabase.open(TestPostgres.options(url));
        Connection holder = DriverManager.getConnection(url)) {
      InboxStore one = store(database, 1);
      InboxStore other = store(database, 2);
      AnswerStore answers = new JdbcAnswerStore(database.sideWork(), PostgresInboxStore.CARDS);
      Command ofAnn = new Command.Act(ANN, sent(one, ask(ANN, "deal")), "yes");
      sent(one, ask(BEN, "another"));
      holder.setAutoCommit(false);
      try (Statement statement = holder.createStatement()) {
        statement.execute(
            "INSERT INTO idempotency VALUES ('scope', 'key', 0, 'hash', 1, 2, '{}', 3)");
      }
      var key = new IdempotencyKey("scope", "key", 0, "hash");
      Command late = new Command.Send(BEN, asking("deal"), Optional.of(key));
      var added = CompletableFuture.supplyAsync(() -> sent(other, late), BESIDE);
      Awaitility.await().until(() -> waiting("transactionid"));

      var answered =
          CompletableFuture.runAsync(
              () -> {
                assertThat(applied(one, ofAnn)).isInstanceOf(Outcome.Done.class);
                close(answers, one);
              },
              BESIDE);
      Awaitility.await().until(() -> answered.isDone() || waiting("advisory"));
      holder.rollback();
      answered.join();

      NotificationId id = added.join();
      try (var reader = PostgresInboxStore.reader(database)) {
        String json = reader.find(id).orElseThrow().notification().content().json().toString();
        assertThat(json).startsWith("{\"outcome\":");
      }
    }
  }

  private boolean waiting(String lock) throws SQLException {
    return "true"
        .equals(
            TestPostgres.one(
                url,
                "SELECT (count(*) > 0)::text FROM pg_locks WHERE NOT granted AND locktype = '"
                    + lock
                    + "'"));
  }

  /// Closes what is open now, once.
  private static void close(AnswerStore answers, InboxStore store) {
    for (Answered group : answers.open(Optional.empty(), 10)) {
      for (Card card : answers.cards(group, Optional.empty(), 10)) {
        applied(store, new Command.Close(card.user(), List.of(card.id())));
      }
      answers.closed(group);
    }
  }

  private static InboxStore store(PostgresDatabase database, int seed) {
    return new PostgresInboxStore(
        database, new LogOptions(RETENTION, 20, Rules.NONE), new SplittableRandom(seed));
  }

  private static Command ask(UserId user, String group) {
    return new Command.Send(user, asking(group), Optional.empty());
  }

  private static Content asking(String group) {
    String json =
        "{\"title\":\"?\",\"actions\":[{\"id\":\"yes\"}],\"actionGroup\":\"" + group + "\"}";
    Traits traits = Traits.of("info").answering(group);
    return new Content(Priority.NORMAL, JsonBytes.of(json), 0, traits);
  }

  private static NotificationId sent(InboxStore store, Command command) {
    return ((Outcome.Sent) applied(store, command)).id();
  }

  private static Outcome applied(InboxStore store, Command command) {
    return store.apply(List.of(command), NOON).outcomes().getFirst();
  }
}
