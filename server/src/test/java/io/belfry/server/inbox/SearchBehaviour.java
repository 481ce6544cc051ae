package io.belfry.server.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.belfry.server.inbox.PageQuery.Archived;
import io.belfry.server.inbox.SearchCases.Case;
import io.belfry.server.inbox.jdbc.PageScan;
import io.belfry.server.notification.Content;
import io.belfry.server.notification.JsonBytes;
import io.belfry.server.notification.Notification;
import io.belfry.server.notification.NotificationId;
import io.belfry.server.notification.Priority;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// How every store is searched.
public abstract class SearchBehaviour extends OpenInboxStore {
  private static final int MANY = 10_000;

  protected SearchBehaviour(TestLog log) {
    super(log);
  }

  @Override
  @BeforeEach
  void begin() {
    store = open(new Retention(MANY, Duration.ofDays(90), MANY, Duration.ofHours(24)), WINDOW);
    reader = reader();
  }

  @Test
  void what_is_found_is_what_the_cases_say_in_an_inbox_of_all_of_them() {
    List<Case> cases = SearchCases.all();
    List<Content> contents = cases.stream().map(each -> titled(each.text())).toList();
    List<NotificationId> ids = sendAll(contents);

    for (int i = 0; i < cases.size(); i++) {
      ContentFilter filter = text(cases.get(i).query());
      var test = new ContentTest(filter);
      List<NotificationId> expected =
          IntStream.range(0, cases.size())
              .filter(each -> test.passes(contents.get(each).json()))
              .mapToObj(ids::get)
              .toList();

      List<NotificationId> found = ids(page(filter));

      assertThat(found).as(cases.get(i).query()).isEqualTo(expected.reversed());
      assertThat(found.contains(ids.get(i)))
          .as(cases.get(i).toString())
          .isEqualTo(cases.get(i).found());
    }
  }

  @Test
  void what_was_deleted_has_expired_or_was_evicted_is_never_found() {
    end();
    store = open(RETENTION, WINDOW);
    reader = reader();
    List<NotificationId> evicted = sendAll(List.of(titled("rare one"), titled("rare two")));
    sendAll(IntStream.range(0, KEPT - 3).mapToObj(i -> titled("common")).toList());
    NotificationId deleted = sendAll(List.of(titled("rare three"))).getFirst();
    NotificationId expired = sendAll(List.of(titled("rare four"))).getFirst();
    assertThat(ids(page(text("rare")))).containsExactly(expired, deleted, evicted.getLast());

    apply(new Command.Delete(ANN, deleted));
    apply(new Command.Expire(ANN, List.of(expired)));
    NotificationId kept = sendAll(List.of(titled("rare five"), titled("x"))).getFirst();
    send(ANN);

    assertThat(ids(page(text("rare")))).containsExactly(kept);
    end();
    store = open(RETENTION, WINDOW);
    reader = reader();
    assertThat(ids(page(text("rare")))).containsExactly(kept);
    apply(new Command.Forget(ANN));
    assertThat(page(text("rare")).notifications()).isEmpty();
    for (int i = 0; i < KEPT + 5; i++) {
      sendAll(List.of(titled("rare")));
    }
    assertThat(page(text("rare")).notifications()).hasSize(KEPT);
  }

  @Test
  void a_page_ends_where_enough_was_looked_at_and_its_cursor_goes_on() {
    int behind = 40;
    NotificationId rare = sendAll(List.of(titled("rare"))).getFirst();
    for (int left = PageScan.MAX_TESTED - 1 + behind; left > 0; left -= 500) {
      sendAll(IntStream.range(0, Math.min(left, 500)).mapToObj(i -> titled("common")).toList());
    }

    Page first = page(text("rare"));
    assertThat(first.notifications()).isEmpty();
    assertThat(first.next()).hasValue(behind + 1L);
    Page second = page(text("rare"), first.next());
    assertThat(ids(second)).containsExactly(rare);
    assertThat(second.next()).isEmpty();

    // What the database finds by itself does not count.
    apply(new Command.MarkAllRead(ANN));
    var unread = new PageQuery(10, OptionalLong.empty(), true, Archived.EXCLUDED, Filter.ANY);
    apply(new Command.MarkRead(ANN, rare, false));
    assertThat(ids(reader.page(ANN, unread))).containsExactly(rare);
  }

  @Test
  void a_page_ends_where_enough_bytes_were_looked_at() {
    int size = PageScan.MAX_BYTES / 20;
    NotificationId rare = sendAll(List.of(titled("rare"))).getFirst();
    for (int i = 0; i < 25; i++) {
      sendAll(List.of(titled("c".repeat(size))));
    }

    Page first = page(text("rare"));
    assertThat(first.notifications()).isEmpty();
    assertThat(first.next()).isPresent();
    assertThat(ids(page(text("rare"), first.next()))).containsExactly(rare);
  }

  @Test
  void members_of_data_are_compared_as_text_number_or_boolean() {
    List<NotificationId> ids =
        sendAll(
            List.of(
                data("{\"a\":5}"),
                data("{\"a\":\"5\"}"),
                data("{\"a\":5.0,\"b\":true}"),
                data("{\"a\":{\"a\":5},\"b\":\"true\"}"),
                data("{\"a\":[5],\"b\":null}"),
                data("{\"a\":50,\"a b\":\"\"}"),
                data("{\"a\":5,\"a\":5}")));

    assertThat(withData("a", "5")).containsExactly(ids.get(6), ids.get(2), ids.get(1), ids.get(0));
    assertThat(withData("a", "5.0")).containsExactly(ids.get(6), ids.get(2), ids.get(0));
    assertThat(withData("b", "true")).containsExactly(ids.get(3), ids.get(2));
    assertThat(withData("b", "null")).isEmpty();
    assertThat(withData("a b", "")).containsExactly(ids.get(5));
    assertThat(withData("a", "1e999999999")).isEmpty();
    List<DataField> both = List.of(new DataField("a", "5"), new DataField("b", "true"));
    assertThat(ids(page(new ContentFilter(Set.of(), both, Optional.empty()))))
        .containsExactly(ids.get(2));
  }

  @Test
  void filtered_pages_put_together_are_the_whole_inbox_filtered() {
    var world = new SearchWorld(20_260_101);
    for (List<Content> some : world.contents(240)) {
      List<NotificationId> ids = sendAll(some, world.nextMs());
      for (Command command : world.changes(ANN, ids)) {
        apply(command);
      }
    }
    // What nothing happens to is not in the tables of every store yet.
    world.contents(30).forEach(some -> sendAll(some, world.nextMs()));
    List<Notification> all = new ArrayList<>();
    for (Archived side : List.of(Archived.EXCLUDED, Archived.ONLY)) {
      var query = new PageQuery(1_000, OptionalLong.empty(), false, side, Filter.ANY);
      all.addAll(reader.page(ANN, query).notifications());
    }
    all.sort((one, other) -> other.id().compareTo(one.id()));
    assertThat(all).hasSizeBetween(130, 270);

    int found = 0;
    for (int i = 0; i < 400; i++) {
      SearchWorld.Asked asked = world.ask();
      List<NotificationId> expected =
          all.stream().filter(asked::wants).map(Notification::id).toList();
      assertThat(walk(asked)).as("%d: %s", i, asked).isEqualTo(expected);
      found += expected.isEmpty() ? 0 : 1;
    }
    assertThat(found).isGreaterThan(100);
  }

  private List<NotificationId> walk(SearchWorld.Asked asked) {
    List<NotificationId> found = new ArrayList<>();
    OptionalLong before = OptionalLong.empty();
    do {
      Page page = reader.page(ANN, asked.query(before));
      assertThat(page.notifications()).hasSizeLessThanOrEqualTo(asked.limit());
      assertThat(page.notifications().size() == asked.limit() || page.next().isEmpty()).isTrue();
      found.addAll(ids(page));
      before = page.next();
    } while (before.isPresent());
    return found;
  }

  private List<NotificationId> withData(String name, String value) {
    List<DataField> data = List.of(new DataField(name, value));
    return ids(page(new ContentFilter(Set.of(), data, Optional.empty())));
  }

  private List<NotificationId> sendAll(List<Content> contents) {
    return sendAll(contents, NOON);
  }

  private List<NotificationId> sendAll(List<Content> contents, long nowMs) {
    List<Command> sends =
        contents.stream()
            .<Command>map(each -> new Command.Send(ANN, each, Optional.empty()))
            .toList();
    return store.apply(sends, nowMs).outcomes().stream()
        .map(each -> ((Outcome.Sent) each).id())
        .toList();
  }

  private Page page(ContentFilter content) {
    return page(content, OptionalLong.empty());
  }

  private Page page(ContentFilter content, OptionalLong before) {
    var filter = new Filter(Optional.empty(), Set.of(), 0, Filter.MAX_MS, content);
    return reader.page(ANN, new PageQuery(1_000, before, false, Archived.EXCLUDED, filter));
  }

  private static ContentFilter text(String query) {
    var search = new TextSearch(TextSearch.words(query));
    return new ContentFilter(Set.of(), List.of(), Optional.of(search));
  }

  private static List<NotificationId> ids(Page page) {
    return page.notifications().stream().map(Notification::id).toList();
  }

  private static Content titled(String title) {
    ObjectNode content = JsonNodeFactory.instance.objectNode().put("type", "info");
    return content(content.put("title", title));
  }

  private static Content data(String json) {
    return new Content(Priority.NORMAL, JsonBytes.of("{\"title\":\"x\",\"data\":" + json + "}"));
  }

  private static Content content(JsonNode json) {
    return new Content(Priority.NORMAL, JsonBytes.of(json.toString()));
  }
}
