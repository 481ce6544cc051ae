package io.belfry.server.cluster.redis;

import static io.belfry.server.cluster.redis.TestNode.finished;
import static io.belfry.server.cluster.redis.TestNode.texts;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.belfry.server.cluster.Bus;
import io.belfry.server.cluster.Bus.Answers;
import io.belfry.server.cluster.Bus.UserMessage;
import io.belfry.server.user.UserId;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/// What holds on every kind of Redis while nothing is wrong with it.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class BusBehaviour {
  private final List<TestNode> nodes = new ArrayList<>();

  abstract String url();

  @AfterEach
  void stop_nodes() {
    nodes.forEach(TestNode::close);
    nodes.clear();
  }

  @Test
  void others_who_joined_a_user_hear_what_is_told_and_the_teller_does_not() {
    TestNode local = node("local");
    TestNode remote = node("remote");
    TestNode elsewhere = node("elsewhere");
    local.join("ann");
    remote.join("ann");
    elsewhere.join("bob");

    local.tell("ann", "one");
    local.tell("bob", "two");
    local.bus.tellAll("three".getBytes(UTF_8));

    await().until(() -> remote.heard.size() == 2 && elsewhere.heard.size() == 2);
    assertThat(remote.heard).containsExactlyInAnyOrder("ann: one", "all: three");
    assertThat(elsewhere.heard).containsExactlyInAnyOrder("bob: two", "all: three");
    assertThat(local.heard).isEmpty();
    assertThat(local.count("junk") + remote.count("junk")).isZero();
  }

  @Test
  void what_one_thread_tells_of_a_user_arrives_in_its_order() {
    TestNode local = node("local");
    TestNode remote = node("remote");
    remote.join("ann");

    for (int batch = 0; batch < 50; batch++) {
      int first = batch * 20;
      local.bus.tell(
          IntStream.range(first, first + 20)
              .mapToObj(i -> new UserMessage(new UserId("ann"), ("" + i).getBytes(UTF_8)))
              .toList());
    }

    await().until(() -> remote.heard.size() == 1_000);
    assertThat(remote.heard)
        .containsExactlyElementsOf(IntStream.range(0, 1_000).mapToObj(i -> "ann: " + i).toList());
  }

  @Test
  void any_user_id_has_a_channel() {
    TestNode local = node("local");
    TestNode remote = node("remote");
    List<String> users =
        List.of("a b", "{ann}", "}{", "{}", "*", "ünï 🎉", "all", "n:0", "u:", "x".repeat(128));
    users.forEach(remote::join);

    users.forEach(user -> local.tell(user, "hello"));

    await().until(() -> remote.heard.size() == users.size());
    assertThat(remote.heard)
        .containsExactlyInAnyOrderElementsOf(users.stream().map(user -> user + ": hello").toList());
  }

  @Test
  void nobody_is_heard_of_after_leaving() {
    TestNode local = node("local");
    TestNode remote = node("remote");
    remote.join("ann");
    remote.join("bob");
    remote.bus.leave(new UserId("ann"));
    await().until(() -> local.ask("ann", "who").answers().isEmpty());

    local.tell("ann", "lost");
    local.tell("bob", "found");

    await().until(() -> remote.heard.contains("bob: found"));
    assertThat(remote.heard).containsExactly("bob: found");
    await().until(() -> remote.meters.get("belfry.bus.joined").gauge().value() == 1);
  }

  @Test
  void a_question_is_answered_by_all_others_who_joined() {
    TestNode local = node("local");
    assertThat(local.ask("ann", "who")).isEqualTo(Answers.NOBODY);
    assertThat(local.askAll("who")).isEqualTo(Answers.NOBODY);
    local.join("ann");
    assertThat(local.ask("ann", "who")).isEqualTo(Answers.NOBODY);

    node("one").join("ann");
    assertThat(texts(local.ask("ann", "who"))).containsExactly("one on ann? who");

    node("two").join("ann");
    node("three").join("ann");
    Answers answers = local.ask("ann", "who");
    assertThat(texts(answers))
        .containsExactly("one on ann? who", "three on ann? who", "two on ann? who");
    assertThat(answers.complete()).isTrue();

    local.bus.leave(new UserId("ann"));
    Answers all = local.askAll("who");
    assertThat(texts(all))
        .containsExactly("one on all? who", "three on all? who", "two on all? who");
    assertThat(all.complete()).isTrue();
    assertThat(local.count("asks.timeouts")).isZero();
  }

  @Test
  void many_questions_at_once_keep_their_answers_apart() {
    TestNode local = node("local");
    TestNode remote = node("remote");
    List<CompletionStage<Answers>> asked = new ArrayList<>();
    for (int i = 0; i < 500; i++) {
      remote.join("user" + i);
    }
    for (int i = 0; i < 500; i++) {
      asked.add(local.bus.ask(new UserId("user" + i), ("" + i).getBytes(UTF_8)));
    }
    for (int i = 0; i < 500; i++) {
      assertThat(texts(finished(asked.get(i)))).containsExactly("remote on user" + i + "? " + i);
    }
  }

  @Test
  void a_node_that_cannot_answer_makes_the_answers_incomplete() {
    TestNode local = node("local");
    node("one").join("ann");
    TestNode mute =
        new TestNode(
            RedisOptions.of(url(), "test"),
            question -> {
              throw new IllegalStateException("on purpose");
            });
    nodes.add(mute);
    mute.awaitConnected();
    mute.join("ann");

    Answers answers = local.ask("ann", "who");

    assertThat(texts(answers)).containsExactly("one on ann? who");
    assertThat(answers.complete()).isFalse();
    assertThat(local.count("asks.timeouts")).isEqualTo(1);
  }

  @Test
  void of_joining_and_leaving_in_quick_turns_the_last_word_counts() {
    TestNode local = node("local");
    TestNode remote = node("remote");
    var random = new Random(42);
    List<CompletionStage<Void>> joins = new ArrayList<>();
    boolean[] joined = new boolean[20];
    for (int i = 0; i < 20_000; i++) {
      int user = random.nextInt(joined.length);
      joined[user] = random.nextBoolean();
      if (joined[user]) {
        joins.add(remote.bus.join(new UserId("user" + user)));
      } else {
        remote.bus.leave(new UserId("user" + user));
      }
    }
    joins.forEach(TestNode::finished);
    for (int user = 0; user < joined.length; user++) {
      int expected = joined[user] ? 1 : 0;
      String name = "user" + user;
      await().until(() -> local.ask(name, "who").answers().size() == expected);
    }
    long left = IntStream.range(0, joined.length).filter(i -> joined[i]).count();
    await().until(() -> remote.meters.get("belfry.bus.joined").gauge().value() == left);
  }

  @Test
  void whoever_has_joined_hears_all_that_is_told_from_then_on() {
    TestNode local = node("local");
    TestNode remote = node("remote");
    for (int i = 0; i < 200; i++) {
      String user = "user" + i;
      remote.join(user);
      remote.bus.leave(new UserId(user));
      remote.join(user);
      local.tell(user, "hello");
    }
    await().until(() -> remote.heard.size() == 200);
  }

  @Test
  void thousands_may_be_joined() {
    TestNode local = node("local");
    TestNode remote = node("remote");
    int count = 5_000;
    finished(
        CompletableFuture.allOf(
            IntStream.range(0, count)
                .mapToObj(i -> remote.bus.join(new UserId("user" + i)).toCompletableFuture())
                .toArray(CompletableFuture<?>[]::new)));

    local.bus.tell(
        IntStream.range(0, count)
            .mapToObj(i -> new UserMessage(new UserId("user" + i), new byte[] {1}))
            .toList());

    await().until(() -> remote.told.get() == count);
  }

  @Test
  void installations_that_share_a_redis_do_not_hear_each_other() {
    TestNode local = node("local");
    TestNode remote = node("remote");
    var other = new TestNode(RedisOptions.of(url(), "test2"), question -> "wrong");
    nodes.add(other);
    other.awaitConnected();
    other.join("ann");
    remote.join("ann");

    local.tell("ann", "ours");
    local.bus.tellAll("all of ours".getBytes(UTF_8));

    assertThat(texts(local.ask("ann", "who"))).containsExactly("remote on ann? who");
    assertThat(texts(local.askAll("who"))).containsExactly("remote on all? who");
    await().until(() -> remote.heard.size() == 2);
    assertThat(other.heard).isEmpty();
  }

  @Test
  void the_longest_message_passes_and_a_longer_one_is_dropped_and_counted() {
    TestNode local = node("local");
    TestNode remote = node("remote");
    remote.join("ann");

    local.tell("ann", "x".repeat(Bus.MAX_BYTES + 1));
    local.tell("ann", "y".repeat(Bus.MAX_BYTES));

    await().until(() -> remote.told.get() == 1);
    assertThat(remote.heard.remove()).startsWith("ann: yyy");
    assertThat(local.count("dropped", "reason", "TOO_LONG")).isEqualTo(1);
    assertThat(local.ask("ann", "z".repeat(Bus.MAX_BYTES + 1))).isEqualTo(Answers.UNKNOWN);
  }

  /// A node that stops with this test.
  final TestNode node(String name) {
    TestNode node = TestNode.connected(name, url());
    nodes.add(node);
    return node;
  }
}
