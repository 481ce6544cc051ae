package io.belfry.server.inbox;

import static io.belfry.server.inbox.DecidingBehaviour.choosing;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.belfry.server.broadcast.BroadcastStore;
import io.belfry.server.notification.Content;
import io.belfry.server.notification.JsonBytes;
import io.belfry.server.notification.Notification;
import io.belfry.server.notification.NotificationId;
import io.belfry.server.notification.Priority;
import io.belfry.server.notification.Traits;
import io.belfry.server.user.Audience;
import io.belfry.server.user.UserId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/// How what belongs together grows one card, in every database.
public abstract class GroupingBehaviour extends OpenBroadcastStore {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final long DAY = Duration.ofDays(1).toMillis();

  protected GroupingBehaviour(TestLog log) {
    super(log);
  }

  @Test
  void the_next_of_a_group_grows_the_card_that_is_there() throws Exception {
    send(ANN);
    InboxChange first = change(liking(ANN, "post", "Ben"));
    InboxChange second = change(liking(ANN, "post", "Eve"));

    assertThat(first.notices().alerts()).hasSize(1);
    assertThat(second.notices().alerts()).isEmpty();
    assertThat(second.upserts()).extracting(Notification::id).containsExactly(id(first));
    assertThat(second.isNew(second.upserts().getFirst())).isFalse();
    assertCounts(3, 2, 2);
    JsonNode card = card(ANN);
    assertThat(card.path("title").asText()).isEqualTo("Eve and 1 others");
    assertThat(card.path("group").path("count").asInt()).isEqualTo(2);
    assertThat(card.path("group").path("actors").findValuesAsText("name"))
        .containsExactly("Eve", "Ben");
    assertThat(card.path("group").path("items").findValuesAsText("title"))
        .containsExactly("Eve likes it", "Ben likes it");
    assertThat(second.upserts().getFirst().content().json().toString()).contains("1.50");
  }

  @Test
  void what_is_urgent_speaks_though_it_joins_a_card_whose_title_is_cut() throws Exception {
    change(liking(ANN, "post", "Ben", Priority.LOW));

    InboxChange grown = change(liking(ANN, "post", "E".repeat(256), Priority.URGENT));

    assertThat(grown.notices().alerts()).containsExactly(new Alert(id(grown), true, true));
    assertThat(grown.unread()).isOne();
    assertThat(card(ANN).path("title").asText()).isEqualTo("E".repeat(255) + "…");
    change(choosing(ANN, "{'channels':{'toast':false}}"));
    InboxChange sound = change(liking(ANN, "post", "Ben", Priority.URGENT));
    assertThat(sound.notices().alerts()).containsExactly(new Alert(id(grown), false, true));
  }

  @Test
  void many_in_one_transaction_are_one_card_too() throws Exception {
    List<Command> all =
        List.of(
            liking(ANN, "post", "Ben"),
            sending(ANN),
            liking(ANN, "post", "Eve"),
            liking(BEN, "post", "Eve"),
            liking(ANN, "photo", "Zoe"),
            liking(ANN, "post", "Zoe"));

    InboxStore.Applied applied = store.apply(all, NOON);

    assertThat(((Outcome.Sent) applied.outcomes().get(5)).id())
        .isEqualTo(((Outcome.Sent) applied.outcomes().getFirst()).id());
    assertCounts(5, 3, 3);
    assertThat(cards(ANN)).containsExactlyInAnyOrder("post 3", "photo 1");
    assertThat(cards(BEN)).containsExactly("post 1");
    reopen();
    change(liking(ANN, "post", "Ann"));
    assertThat(cards(ANN)).containsExactlyInAnyOrder("post 4", "photo 1");
  }

  @Test
  void what_was_read_or_put_aside_or_is_too_old_grows_no_more() throws Exception {
    NotificationId read = id(change(liking(ANN, "a", "Ben")));
    NotificationId archived = id(change(liking(ANN, "b", "Ben")));
    NotificationId deleted = id(change(liking(ANN, "c", "Ben")));
    change(liking(ANN, "d", "Ben"));
    change(liking(ANN, "e", "Ben"));
    apply(new Command.MarkRead(ANN, read, true));
    apply(new Command.Archive(ANN, archived, true));
    apply(new Command.Delete(ANN, deleted));

    for (String key : List.of("a", "b", "c", "d")) {
      change(liking(ANN, key, "Eve"));
    }
    store.apply(List.of(liking(ANN, "e", "Eve")), NOON + DAY);

    assertThat(cards(ANN))
        .containsExactlyInAnyOrder("a 1", "a 1", "b 1", "b 1", "c 1", "d 2", "e 1", "e 1");
  }

  @Test
  void broadcasts_of_a_group_grow_it_when_they_become_theirs() throws Exception {
    change(liking(ANN, "post", "Ben"));
    send(EVE);
    NotificationId first = add(draft("post", "Zoe"), NOON);
    add(draft("post", "Ann"), NOON);
    takeIn(ANN);
    takeIn(EVE);

    assertThat(cards(ANN)).containsExactly("post 3");
    assertThat(cards(EVE)).containsExactly("post 2");
    broadcasts.recall(first, NOON);
    takeIn(ANN);
    takeIn(EVE);
    assertThat(cards(ANN)).containsExactly("post 3");
    assertThat(cards(EVE)).containsExactly("post 2");
  }

  @Test
  void a_broadcast_behind_many_that_are_for_others_grows_it_too() throws Exception {
    change(liking(ANN, "post", "Ben"));
    add(draft("post", "Zoe"), NOON);
    for (int i = 0; i <= KEPT; i++) {
      broadcast("not hers", new Audience(Optional.empty(), Set.of(ANN), new TreeMap<>()), NOON);
    }

    takeIn(ANN);

    assertThat(cards(ANN)).containsExactly("post 2");
  }

  @Test
  void an_edit_changes_the_card_that_a_broadcast_began_while_it_is_alone() throws Exception {
    send(ANN);
    NotificationId id = add(draft("post", "Zoe"), NOON);
    takeIn(ANN);
    CatchUp.Snapshot before = snapshot(ANN);
    edit(id, new Content(Priority.HIGH, json("post", "Zed")));
    InboxChange edited = change(new Command.TakeIn(ANN, OptionalLong.empty()));

    assertThat(edited.notices().alerts()).isEmpty();
    assertFollows(before, edited);
    assertCounts(3, 2, 2);
    assertThat(card(ANN).path("title").asText()).isEqualTo("Zed likes it");
    assertThat(names(card(ANN))).containsExactly("Zed");
    assertThat(items(card(ANN))).containsExactly("Zed likes it");
    assertThat(cards(ANN)).containsExactly("post 1");
    change(liking(ANN, "post", "Ben"));
    assertThat(items(card(ANN))).containsExactly("Ben likes it", "Zed likes it");
    assertCounts(4, 2, 2);
  }

  @Test
  void a_recall_takes_the_card_that_a_broadcast_began_while_it_is_alone() throws Exception {
    send(ANN);
    send(BEN);
    NotificationId id = add(draft("post", "Zoe"), NOON);
    takeIn(ANN);
    takeIn(BEN);
    apply(new Command.MarkAllRead(BEN));
    CatchUp.Snapshot before = snapshot(ANN);
    broadcasts.recall(id, NOON);
    assertThat(broadcasts.holdersOfRecalled(10)).containsExactlyInAnyOrder(ANN, BEN);
    InboxChange recalled = change(new Command.TakeIn(ANN, OptionalLong.empty()));
    takeIn(BEN);

    assertFollows(before, recalled);
    assertCounts(3, 1, 1);
    assertThat(cards(ANN)).isEmpty();
    assertThat(cards(BEN)).isEmpty();
    assertThat(snapshot(BEN).unread()).isZero();
    assertThat(broadcasts.holdersOfRecalled(10)).isEmpty();
    change(liking(ANN, "post", "Ben"));
    assertThat(cards(ANN)).containsExactly("post 1");
  }

  @Test
  void once_somebody_has_joined_neither_an_edit_nor_a_recall_reaches_the_card() throws Exception {
    send(ANN);
    NotificationId id = add(draft("post", "Zoe"), NOON);
    change(liking(ANN, "post", "Ben"));
    Position before = snapshot(ANN).position();
    edit(id, new Content(Priority.HIGH, json("post", "Zed")));
    takeIn(ANN);
    broadcasts.recall(id, NOON);

    assertThat(reader.hearing(ANN)).isEqualTo(InboxReader.Hearing.CURRENT);
    assertThat(broadcasts.holdersOfRecalled(10)).isEmpty();
    takeIn(ANN);
    assertThat(snapshot(ANN).position()).isEqualTo(before);
    assertCounts(3, 2, 2);
    assertThat(items(card(ANN))).containsExactly("Ben likes it", "Zoe likes it");
    reopen();
    change(liking(ANN, "post", "Eve"));
    assertThat(cards(ANN)).containsExactly("post 3");
  }

  @Test
  void what_was_edited_or_recalled_comes_before_what_joins_the_card_meanwhile() throws Exception {
    send(ANN);
    NotificationId edited = add(draft("post", "Zoe"), NOON);
    NotificationId recalled = add(draft("photo", "Zoe"), NOON);
    NotificationId sentTo = add(draft("video", "Zoe"), NOON);
    takeIn(ANN);
    CatchUp.Snapshot before = snapshot(ANN);
    add(draft("post", "Eve"), NOON);
    add(draft("photo", "Eve"), NOON);
    edit(edited, new Content(Priority.NORMAL, json("post", "Zed")));
    broadcasts.recall(recalled, NOON);
    broadcasts.recall(sentTo, NOON);

    InboxChange change = change(liking(ANN, "video", "Eve"));

    assertFollows(before, change);
    assertThat(cards(ANN)).containsExactlyInAnyOrder("post 2", "photo 1", "video 1");
    for (Notification each : snapshot(ANN).notifications()) {
      JsonNode json = JSON.readTree(each.content().json().toString());
      if (json.path("group").path("key").asText().equals("post")) {
        assertThat(items(json)).containsExactly("Eve likes it", "Zed likes it");
      }
    }
    assertThat(snapshot(ANN).unread()).isEqualTo(4);
  }

  @Test
  void an_edit_of_an_older_card_leaves_the_newest_the_one_that_grows() throws Exception {
    send(ANN);
    NotificationId id = add(draft("post", "Zoe"), NOON);
    takeIn(ANN);
    apply(new Command.MarkAllRead(ANN));
    change(liking(ANN, "post", "Ben"));
    edit(id, new Content(Priority.NORMAL, json("post", "Zed")));
    add(draft("post", "Eve"), NOON);

    takeIn(ANN);

    assertThat(cards(ANN)).containsExactly("post 2", "post 1");
    assertThat(items(card(ANN))).containsExactly("Eve likes it", "Ben likes it");
    assertThat(snapshot(ANN).unread()).isEqualTo(1);
  }

  /// Asserts that who has `before`, of Ann's inbox, has what is there now, both by `change` and by
  /// what a reader says of it.
  private void assertFollows(CatchUp.Snapshot before, InboxChange change) {
    CatchUp.Snapshot now = snapshot(ANN);
    for (InboxChange each : List.of(change, delta(ANN, before.position()))) {
      Map<NotificationId, String> replica = said(before.notifications());
      replica.putAll(said(each.upserts()));
      replica.keySet().removeAll(each.removed());
      assertThat(replica).isEqualTo(said(now.notifications()));
      assertThat(List.of(each.seq(), (long) each.unread(), (long) each.unseen()))
          .containsExactly(now.position().seq(), (long) now.unread(), (long) now.unseen());
    }
  }

  private static Map<NotificationId, String> said(List<Notification> all) {
    Map<NotificationId, String> said = new HashMap<>();
    all.forEach(each -> said.put(each.id(), each.seq() + " " + each.content().json()));
    return said;
  }

  private static List<String> items(JsonNode card) {
    return card.path("group").path("items").findValuesAsText("title");
  }

  private static List<String> names(JsonNode card) {
    return card.path("group").path("actors").findValuesAsText("name");
  }

  private BroadcastStore.Draft draft(String key, String actor) {
    return new BroadcastStore.Draft(
        ids.next(NOON, 0),
        ALL,
        new Content(Priority.NORMAL, json(key, actor)),
        0,
        Optional.empty(),
        JsonBytes.of("{}"));
  }

  private static Command liking(UserId user, String key, String actor) {
    return liking(user, key, actor, Priority.NORMAL);
  }

  static Command liking(UserId user, String key, String actor, Priority priority) {
    Traits traits = Traits.of("like").grouped(key);
    return new Command.Send(
        user, new Content(priority, json(key, actor), 0, traits), Optional.empty());
  }

  private static JsonBytes json(String key, String actor) {
    return JsonBytes.of(
        "{\"type\":\"like\",\"title\":\"%s likes it\",\"message\":\"\",\"actor\":{\"name\":\"%s\"},"
                .formatted(actor, actor)
            + "\"group\":{\"key\":\"%s\",\"title\":\"{{actor}} and {{others}} others\"},"
                .formatted(key)
            + "\"data\":{\"price\":1.50}}");
  }

  static NotificationId id(InboxChange change) {
    return change.upserts().getFirst().id();
  }

  /// The one card of `user`.
  private JsonNode card(UserId user) throws JsonProcessingException {
    for (Notification each : snapshot(user).notifications()) {
      JsonNode json = JSON.readTree(each.content().json().toString());
      if (json.has("group")) {
        return json;
      }
    }
    throw new AssertionError("there is no card");
  }

  /// The keys and counts of the cards of `user`.
  private List<String> cards(UserId user) throws JsonProcessingException {
    List<String> cards = new ArrayList<>();
    for (Notification each :
        reader
            .page(
                user,
                new PageQuery(
                    100, OptionalLong.empty(), false, PageQuery.Archived.INCLUDED, Filter.ANY))
            .notifications()) {
      JsonNode group = JSON.readTree(each.content().json().toString()).path("group");
      if (group.isObject()) {
        cards.add(group.path("key").asText() + " " + group.path("count").asInt());
      }
    }
    return cards;
  }
}
