package io.belfry.server.user.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.belfry.server.jdbc.Query;
import io.belfry.server.jdbc.SideWork;
import io.belfry.server.user.Attributes;
import io.belfry.server.user.Profile;
import io.belfry.server.user.Topic;
import io.belfry.server.user.TopicStore;
import io.belfry.server.user.User;
import io.belfry.server.user.UserId;
import io.belfry.server.user.UserStore;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What every database of subscriptions and users does.
@SuppressWarnings("NullAway.Init") // Set before each test.
abstract class UserStoresBehaviour {
  static final Topic NEWS = new Topic("news");
  static final Topic SPORT = new Topic("sport");
  static final UserId ANN = new UserId("ann");
  static final UserId BEN = new UserId("ben");
  static final int BROADCASTS = 7;

  SideWork database;
  TopicStore topics;
  UserStore users;

  /// A new database.
  abstract SideWork create();

  @BeforeEach
  void open() {
    database = create();
    topics = new JdbcTopicStore(database);
    users = new JdbcUserStore(database);
    execute("INSERT INTO log (epoch, broadcasts) VALUES ('one', " + BROADCASTS + ")");
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void who_subscribes_again_keeps_their_place_and_is_not_counted() {
    assertThat(topics.subscribe(NEWS, List.of(ANN))).isEqualTo(1);
    execute("UPDATE log SET broadcasts = 9");

    assertThat(topics.subscribe(NEWS, List.of(BEN, ANN))).isEqualTo(1);

    assertThat(number("SELECT since FROM subscription WHERE user_id = 'ann'"))
        .isEqualTo(BROADCASTS);
    assertThat(number("SELECT since FROM subscription WHERE user_id = 'ben'")).isEqualTo(9);
    assertThat(topics.count(NEWS)).isEqualTo(2);
  }

  @Test
  void who_ended_a_subscription_begins_anew() {
    topics.subscribe(NEWS, List.of(ANN, BEN));
    topics.subscribe(SPORT, List.of(ANN));

    assertThat(topics.unsubscribe(NEWS, List.of(ANN, new UserId("stranger")))).isEqualTo(1);
    assertThat(topics.unsubscribe(NEWS, List.of(ANN))).isZero();
    execute("UPDATE log SET broadcasts = 9");
    topics.subscribe(NEWS, List.of(ANN));

    assertThat(all(NEWS)).containsExactly(ANN, BEN);
    assertThat(all(SPORT)).containsExactly(ANN);
    assertThat(number("SELECT since FROM subscription WHERE user_id = 'ann' AND topic = 'news'"))
        .isEqualTo(9);
  }

  @Test
  void subscribers_come_in_the_order_of_their_bytes_page_by_page() {
    List<UserId> sorted =
        Stream.of("A b\"c\\", "Z", "a", "b", "ä", "日本", "\uffee", "🎉").map(UserId::new).toList();
    List<UserId> mixed = new ArrayList<>(sorted);
    Collections.reverse(mixed);
    assertThat(topics.subscribe(NEWS, mixed)).isEqualTo(sorted.size());
    topics.subscribe(SPORT, List.of(BEN));

    assertThat(topics.subscribers(NEWS, Optional.empty(), 100)).isEqualTo(sorted);
    List<UserId> walked = new ArrayList<>();
    Optional<UserId> after = Optional.empty();
    for (List<UserId> page = topics.subscribers(NEWS, after, 3);
        !page.isEmpty();
        page = topics.subscribers(NEWS, after, 3)) {
      assertThat(page).hasSizeLessThanOrEqualTo(3);
      walked.addAll(page);
      after = Optional.of(page.getLast());
    }
    assertThat(walked).isEqualTo(sorted);
    assertThat(topics.subscribers(NEWS, Optional.of(new UserId("gone")), 1))
        .containsExactly(new UserId("ä"));
    assertThat(topics.unsubscribe(NEWS, sorted)).isEqualTo(sorted.size());
  }

  @Test
  void topics_of_a_user_come_in_alphabetical_order_page_by_page() {
    for (String name : List.of("b", "Z", "a:1", "a.1", "_x")) {
      topics.subscribe(new Topic(name), List.of(ANN));
    }
    topics.subscribe(NEWS, List.of(BEN));

    List<Topic> first = topics.topics(ANN, Optional.empty(), 3);
    List<Topic> rest = topics.topics(ANN, Optional.of(first.getLast()), 3);

    assertThat(first).extracting(Topic::name).containsExactly("Z", "_x", "a.1");
    assertThat(rest).extracting(Topic::name).containsExactly("a:1", "b");
    assertThat(topics.topics(new UserId("stranger"), Optional.empty(), 3)).isEmpty();
  }

  @Test
  void a_thousand_at_once_are_one_call_each_way() {
    List<UserId> many = many("user-", 1_000);

    assertThat(topics.subscribe(NEWS, many)).isEqualTo(1_000);
    assertThat(topics.count(NEWS)).isEqualTo(1_000);
    assertThat(topics.unsubscribe(NEWS, many.subList(0, 400))).isEqualTo(400);
    assertThat(topics.count(NEWS)).isEqualTo(600);
    assertThat(topics.subscribe(NEWS, many)).isEqualTo(400);
  }

  @Test
  void who_subscribes_is_known_from_then_on() {
    assertThat(users.find(ANN)).isEmpty();

    topics.subscribe(NEWS, List.of(ANN));
    execute("UPDATE log SET broadcasts = 9");
    topics.subscribe(SPORT, List.of(ANN));

    assertThat(users.find(ANN)).contains(User.unsaid(ANN));
    assertThat(number("SELECT heard FROM users WHERE user_id = 'ann'")).isEqualTo(BROADCASTS);
    assertThat(users.put(User.unsaid(ANN))).isFalse();
  }

  @Test
  void when_somebody_was_last_seen_never_goes_back() {
    var lastSeen = new JdbcLastSeenStore(database);
    execute("INSERT INTO inbox (user_id) VALUES ('ann'), ('ben')");
    lastSeen.note(Map.of(ANN, 2L, BEN, 1L));
    lastSeen.note(Map.of(ANN, 1L, BEN, 3L));

    assertThat(lastSeen.find(ANN)).hasValue(2);
    assertThat(lastSeen.find(BEN)).hasValue(3);
    assertThat(lastSeen.find(new UserId("cid"))).isEmpty();
  }

  @Test
  void who_is_forgotten_leaves_nothing_and_is_not_noted_afterwards() {
    var lastSeen = new JdbcLastSeenStore(database);
    execute("INSERT INTO inbox (user_id) VALUES ('ben')");
    for (UserId user : List.of(ANN, BEN)) {
      users.put(said(user));
      topics.subscribe(NEWS, List.of(user));
    }
    lastSeen.note(Map.of(BEN, 1L));

    assertThat(users.forget(ANN)).isTrue();
    lastSeen.note(Map.of(ANN, 2L));

    assertThat(users.forget(ANN)).isFalse();
    assertThat(users.find(ANN)).isEmpty();
    assertThat(lastSeen.find(ANN)).isEmpty();
    assertThat(topics.subscribers(NEWS, Optional.empty(), 10)).containsExactly(BEN);
    assertThat(users.find(BEN)).contains(said(BEN));
    assertThat(lastSeen.find(BEN)).hasValue(1);
  }

  @Test
  void what_is_said_of_a_user_replaces_what_was_said_before() {
    User first = said(ANN);
    var second =
        new User(ANN, Profile.NONE, new Attributes(new TreeMap<>(Map.of("plan", "\"free\""))));

    assertThat(users.put(first)).isTrue();
    assertThat(users.find(ANN)).contains(first);
    execute("UPDATE log SET broadcasts = 9");
    assertThat(users.put(second)).isFalse();

    assertThat(users.find(ANN)).contains(second);
    assertThat(users.find(BEN)).isEmpty();
    assertThat(number("SELECT heard FROM users WHERE user_id = 'ann'")).isEqualTo(BROADCASTS);
  }

  @Test
  void who_subscribes_keeps_their_attributes() {
    users.put(said(ANN));

    topics.subscribe(NEWS, List.of(ANN));
    new JdbcLastSeenStore(database).note(Map.of(ANN, 1L));

    assertThat(users.find(ANN)).contains(said(ANN));
  }

  @Test
  void who_has_an_inbox_is_known_without_attributes() {
    execute("INSERT INTO inbox (user_id) VALUES ('ann')");

    assertThat(users.find(ANN)).contains(User.unsaid(ANN));
    assertThat(users.put(said(ANN))).isFalse();
    assertThat(users.find(ANN)).contains(said(ANN));
  }

  @Test
  void of_several_who_put_a_new_user_at_once_one_is_the_first() throws Exception {
    for (UserId user : many("new-", 20)) {
      Callable<Boolean> putting = () -> users.put(said(user));

      assertThat(atOnce(List.of(putting, putting, putting))).containsOnlyOnce(true);
    }
  }

  static List<UserId> many(String prefix, int count) {
    return IntStream.range(0, count).mapToObj(i -> new UserId(prefix + i)).toList();
  }

  /// The results of `work`, each done on a thread of its own.
  static <T> List<T> atOnce(List<Callable<T>> work) throws Exception {
    try (ExecutorService threads = Executors.newFixedThreadPool(work.size())) {
      List<T> results = new ArrayList<>();
      for (Future<T> each : threads.invokeAll(work)) {
        results.add(each.get());
      }
      return results;
    }
  }

  private List<UserId> all(Topic topic) {
    return topics.subscribers(topic, Optional.empty(), 1_000);
  }

  private static User said(UserId id) {
    return new User(
        id,
        new Profile(
            Optional.of("Ann \"A.\" Özil"),
            Optional.of("ann@example.org"),
            Optional.of("de-CH"),
            Optional.of("Europe/Zurich"),
            Optional.empty()),
        attributes());
  }

  private static Attributes attributes() {
    var values = new TreeMap<String, String>();
    values.put("plan", Attributes.value(TextNode.valueOf("p\"rö\\")).orElseThrow());
    values.put("seats", Attributes.value(IntNode.valueOf(5)).orElseThrow());
    values.put("beta", Attributes.value(BooleanNode.TRUE).orElseThrow());
    return new Attributes(values);
  }

  private void execute(String sql) {
    database.write(connection -> Query.update(connection, sql));
  }

  private long number(String sql) {
    return database
        .read(connection -> Query.list(connection, row -> row.getLong(1), sql))
        .getFirst();
  }
}
