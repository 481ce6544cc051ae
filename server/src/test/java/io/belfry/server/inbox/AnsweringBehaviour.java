package io.belfry.server.inbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.belfry.server.broadcast.BroadcastStore.Draft;
import io.belfry.server.inbox.AnswerStore.Answered;
import io.belfry.server.inbox.AnswerStore.Card;
import io.belfry.server.notification.Buttons;
import io.belfry.server.notification.Content;
import io.belfry.server.notification.JsonBytes;
import io.belfry.server.notification.Notification;
import io.belfry.server.notification.NotificationId;
import io.belfry.server.notification.Press;
import io.belfry.server.notification.Priority;
import io.belfry.server.notification.Traits;
import io.belfry.server.user.UserId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/// How every store takes answers by buttons: the first one stands, for a card and for its group.
public abstract class AnsweringBehaviour extends OpenInboxStore {
  private static final UserId CAT = new UserId("cat");
  private static final Press ACCEPTED = new Press("accept", NOON, "ann");

  protected AnsweringBehaviour(TestLog log) {
    super(log);
  }

  @Test
  void the_first_answer_stands_and_makes_the_card_read() {
    NotificationId id = ask(ANN, "");
    send(ANN);

    InboxChange change = change(new Command.Act(ANN, id, "accept"));

    assertThat(change.seq()).isEqualTo(3);
    assertThat(change.upserts())
        .singleElement()
        .matches(each -> each.seq() == 3 && each.readAt() == NOON && each.seenAt() == NOON);
    assertThat(json(ANN, id))
        .isEqualTo(
            "{\"outcome\":{\"action\":\"accept\",\"at\":1767268800000,\"by\":\"ann\"},"
                + CONTENT.substring(1));
    assertCounts(3, 1, 1);
    assertThat(apply(new Command.Act(ANN, id, "decline")))
        .isEqualTo(new Outcome.AlreadyAnswered(ACCEPTED));
    assertThat(apply(new Command.Act(ANN, id, "accept")))
        .isEqualTo(new Outcome.Done(false, 3, 1, 1));
    assertCounts(3, 1, 1);
    assertThat(answered().lastAct()).isEqualTo(1);
    end();
    begin();
    assertThat(press(ANN, id)).contains(ACCEPTED);
    assertCounts(3, 1, 1);
  }

  @Test
  void what_cannot_be_pressed_changes_nothing() {
    NotificationId plain = send(ANN);
    NotificationId id = ask(ANN, "");

    assertThat(apply(new Command.Act(ANN, plain, "accept")))
        .isEqualTo(new Outcome.NoSuchAction(List.of()));
    assertThat(apply(new Command.Act(ANN, id, "Accept")))
        .isEqualTo(new Outcome.NoSuchAction(List.of("accept", "decline")));
    assertThat(apply(new Command.Act(BEN, id, "accept"))).isEqualTo(new Outcome.Missing());
    apply(new Command.Delete(ANN, id));
    assertThat(apply(new Command.Act(ANN, id, "accept"))).isEqualTo(new Outcome.Missing());
    assertThat(answered().lastAct()).isZero();
    assertCounts(3, 1, 1);
  }

  @Test
  void a_card_that_was_read_before_stays_read_since_then() {
    NotificationId id = ask(ANN, "");
    apply(new Command.MarkRead(ANN, id, true));
    store.apply(List.of(new Command.Act(ANN, id, "decline")), NOON + 5);

    Notification card = snapshot(ANN).notifications().getFirst();
    assertThat(card.readAt()).isEqualTo(NOON);
    assertThat(press(ANN, id)).contains(new Press("decline", NOON + 5, "ann"));
  }

  @Test
  void the_list_of_acts_has_each_answer_once_in_order() {
    NotificationId first = ask(ANN, "");
    NotificationId second = ask(BEN, "deal \"7\"");
    store.apply(
        List.of(
            new Command.Act(ANN, first, "accept"),
            new Command.Act(ANN, first, "decline"),
            new Command.Act(BEN, second, "decline")),
        NOON);

    List<Act> acts = answered().acts(0, 10);
    assertThat(acts).extracting(Act::number).containsExactly(1L, 2L);
    assertThat(acts)
        .extracting(act -> act.event().toString())
        .containsExactly(
            ("{\"id\":\"%s\",\"userId\":\"ann\",\"action\":\"accept\",\"at\":%d,"
                    + "\"data\":{\"a\" : 1 }}")
                .formatted(first, NOON),
            ("{\"id\":\"%s\",\"userId\":\"ben\",\"action\":\"decline\","
                    + "\"actionGroup\":\"deal \\\"7\\\"\",\"at\":%d,\"data\":{\"a\" : 1 }}")
                .formatted(second, NOON));
    assertThat(answered().acts(0, 1)).extracting(Act::number).containsExactly(1L);
    assertThat(answered().acts(1, 10)).extracting(Act::number).containsExactly(2L);
    assertThat(answered().acts(2, 10)).isEmpty();
    assertThat(answered().forgetActs(NOON, 10)).isZero();
    assertThat(answered().forgetActs(NOON + 1, 1)).isEqualTo(1);
    assertThat(answered().acts(0, 10)).extracting(Act::number).containsExactly(2L);
    answered().forgetActs(NOON + 1, 10);
    NotificationId third = ask(ANN, "");
    apply(new Command.Act(ANN, third, "accept"));
    assertThat(answered().acts(2, 10)).extracting(Act::number).containsExactly(3L);
  }

  @Test
  void one_answer_is_that_of_the_whole_group() {
    NotificationId anns = ask(ANN, "deal");
    NotificationId bens = ask(BEN, "deal");
    NotificationId other = ask(BEN, "other deal");
    assertThat(answered().open(Optional.empty(), 10)).isEmpty();

    apply(new Command.Act(ANN, anns, "accept"));

    assertThat(apply(new Command.Act(BEN, bens, "accept")))
        .isEqualTo(new Outcome.AlreadyAnswered(ACCEPTED));
    var deal = new Answered("deal", NOON, "ann");
    assertThat(answered().open(Optional.empty(), 10)).containsExactly(deal);
    assertThat(answered().open(Optional.of(deal), 10)).isEmpty();
    List<Card> cards = answered().cards(deal, Optional.empty(), 10);
    assertThat(cards).containsExactlyInAnyOrder(new Card(ANN, anns), new Card(BEN, bens));
    assertThat(answered().cards(deal, Optional.of(cards.getFirst()), 10))
        .containsExactly(cards.getLast());
    assertThat(answered().cards(deal, Optional.empty(), 1)).containsExactly(cards.getFirst());

    InboxChange change = change(new Command.Close(BEN, List.of(bens, other, anns)));

    assertThat(change.upserts()).extracting(Notification::id).containsExactly(bens);
    assertThat(press(BEN, bens)).contains(ACCEPTED);
    assertThat(press(BEN, other)).isEmpty();
    assertThat(snapshot(BEN).unread()).isEqualTo(2);
    assertThat(apply(new Command.Close(ANN, List.of(anns)))).isEqualTo(done(false, 2, 0, 0));
    assertThat(apply(new Command.Close(BEN, List.of(bens)))).isEqualTo(done(false, 3, 2, 2));
    answered().closed(deal);
    assertThat(answered().open(Optional.empty(), 10)).isEmpty();
    assertThat(answered().lastAct()).isEqualTo(1);
    assertThat(apply(new Command.Close(CAT, List.of(bens)))).isEqualTo(new Outcome.Missing());
  }

  @Test
  void of_two_answers_in_one_transaction_the_first_one_stands() {
    NotificationId anns = ask(ANN, "deal");
    NotificationId bens = ask(BEN, "deal");

    List<Outcome> outcomes =
        store
            .apply(
                List.of(
                    new Command.Act(ANN, anns, "accept"), new Command.Act(BEN, bens, "decline")),
                NOON)
            .outcomes();

    assertThat(outcomes)
        .containsExactly(done(true, 2, 0, 0), new Outcome.AlreadyAnswered(ACCEPTED));
  }

  @Test
  void who_joins_an_answered_group_has_the_answer_at_once() {
    apply(new Command.Act(ANN, ask(ANN, "deal"), "accept"));

    assertThat(press(BEN, ask(BEN, "deal"))).contains(ACCEPTED);
    NotificationId copy = broadcast("deal", BEN);

    assertThat(press(BEN, copy)).contains(ACCEPTED);
    assertThat(apply(new Command.Act(BEN, copy, "accept")))
        .isEqualTo(new Outcome.AlreadyAnswered(ACCEPTED));
  }

  @Test
  void copies_of_a_broadcast_are_a_group_and_keep_their_answer_when_it_is_edited() {
    send(ANN);
    send(BEN);
    NotificationId anns = broadcast("deal", ANN);
    NotificationId bens = broadcast("", BEN);
    apply(new Command.Act(ANN, anns, "accept"));
    var deal = new Answered("deal", NOON, "ann");
    assertThat(answered().cards(deal, Optional.empty(), 10))
        .containsExactlyInAnyOrder(new Card(ANN, anns), new Card(BEN, bens));
    assertThat(answered().acts(0, 1).getFirst().event().toString()).contains("\"broadcast\":\"");

    Broadcast sent = broadcasts().newest(10, 1).getFirst();
    broadcasts().edit(sent, new Content(Priority.LOW, JsonBytes.of("{\"title\":\"new\"}")), NOON);
    apply(new Command.TakeIn(ANN, OptionalLong.empty()));

    assertThat(json(ANN, anns))
        .isEqualTo("{\"outcome\":" + ACCEPTED.json() + ",\"title\":\"new\"}");
  }

  @Test
  void members_that_are_gone_do_not_matter() {
    NotificationId anns = ask(ANN, "deal");
    NotificationId bens = ask(BEN, "deal");
    apply(new Command.Delete(BEN, bens));
    for (int i = 0; i < KEPT; i++) {
      send(ANN);
    }
    NotificationId cats = ask(CAT, "deal");

    apply(new Command.Act(CAT, cats, "accept"));

    var deal = new Answered("deal", NOON, "cat");
    for (Card card : answered().cards(deal, Optional.empty(), 10)) {
      apply(new Command.Close(card.user(), List.of(card.id())));
    }
    assertThat(snapshot(ANN).notifications()).noneMatch(each -> each.id().equals(anns));
    assertThat(apply(new Command.Close(BEN, List.of(bens)))).isEqualTo(done(false, 2, 0, 0));
  }

  @Test
  void who_is_forgotten_has_answered_as_nobody() {
    NotificationId bens = ask(BEN, "deal");
    NotificationId anns = ask(ANN, "deal");
    apply(new Command.Act(BEN, ask(BEN, ""), "accept"));
    apply(new Command.Act(ANN, anns, "accept"));
    apply(new Command.Close(BEN, List.of(bens)));
    answered().closed(new Answered("deal", NOON, "ann"));

    apply(new Command.Forget(ANN));

    assertThat(answered().acts(0, 10)).extracting(Act::number).containsExactly(1L);
    var deal = new Answered("deal", NOON, "");
    assertThat(answered().open(Optional.empty(), 10)).containsExactly(deal);
    answered().closed(new Answered("deal", NOON, "ann"));
    assertThat(answered().open(Optional.empty(), 10)).containsExactly(deal);
    apply(new Command.Close(BEN, List.of(bens)));
    assertThat(json(BEN, bens))
        .startsWith("{\"outcome\":{\"action\":\"accept\",\"at\":" + NOON + "},");
    assertThat(apply(new Command.Act(BEN, bens, "accept")))
        .isEqualTo(new Outcome.AlreadyAnswered(new Press("accept", NOON, "")));
    answered().closed(deal);
    assertThat(answered().open(Optional.empty(), 10)).isEmpty();
  }

  @Test
  void who_answers_and_is_forgotten_in_one_transaction_leaves_nothing() {
    NotificationId anns = ask(ANN, "deal");

    store.apply(List.of(new Command.Act(ANN, anns, "accept"), new Command.Forget(ANN)), NOON);

    assertThat(answered().acts(0, 10)).isEmpty();
    assertThat(answered().open(Optional.empty(), 10))
        .containsExactly(new Answered("deal", NOON, ""));
  }

  @Test
  void an_answer_that_fails_leaves_the_card_and_its_group_open() {
    NotificationId anns = ask(ANN, "deal");

    assertThatThrownBy(
            () -> store.apply(List.of(new Command.Act(ANN, anns, "accept"), poison(BEN)), NOON))
        .isInstanceOf(StoreException.class);

    assertThat(press(ANN, anns)).isEmpty();
    assertThat(answered().lastAct()).isZero();
    assertThat(apply(new Command.Act(ANN, anns, "decline"))).isEqualTo(done(true, 2, 0, 0));
  }

  @Test
  void a_group_is_forgotten_once_all_its_cards_are_closed() {
    apply(new Command.Act(ANN, ask(ANN, "deal"), "accept"));
    assertThat(answered().forgetGroups(NOON + 1, 10)).isZero();
    answered().closed(new Answered("deal", NOON, "ann"));
    assertThat(answered().forgetGroups(NOON, 10)).isZero();

    assertThat(answered().forgetGroups(NOON + 1, 10)).isEqualTo(1);

    assertThat(press(BEN, ask(BEN, "deal"))).isEmpty();
  }

  private static final String CONTENT =
      "{\"type\":\"info\",\"title\":\"x\",\"actions\":[{\"id\":\"accept\",\"label\":\"Yes\"},"
          + "{\"label\":\"No\",\"id\":\"decline\"}],\"data\":{\"a\"\n:\r1 }}";

  private NotificationId ask(UserId user, String group) {
    return ((Outcome.Sent) apply(new Command.Send(user, asking(group), Optional.empty()))).id();
  }

  private static Content asking(String group) {
    String members =
        group.isEmpty() ? "" : ",\"actionGroup\":\"" + group.replace("\"", "\\\"") + "\"}";
    String json = group.isEmpty() ? CONTENT : CONTENT.substring(0, CONTENT.length() - 1) + members;
    return new Content(Priority.NORMAL, JsonBytes.of(json), 0, Traits.of("info").answering(group));
  }

  /// Broadcasts a question to all, if `group` is not empty, and has `user` take in what there is.
  private NotificationId broadcast(String group, UserId user) {
    if (!group.isEmpty()) {
      Content content = asking(group).with("\"broadcast\":\"b-1\"");
      var stored = new Content(Priority.NORMAL, content.json());
      var draft =
          new Draft(
              new NotificationId(NOON << 12, 7),
              OpenBroadcastStore.ALL,
              stored,
              0,
              Optional.empty(),
              JsonBytes.of("{}"));
      broadcasts().add(draft, NOON);
    }
    apply(new Command.TakeIn(user, OptionalLong.empty()));
    List<Notification> all = new ArrayList<>(snapshot(user).notifications());
    all.removeIf(each -> !each.content().json().toString().contains("\"broadcast\""));
    return all.getFirst().id();
  }

  private Optional<Press> press(UserId user, NotificationId id) {
    return Buttons.of(JsonBytes.of(json(user, id))).press();
  }

  private String json(UserId user, NotificationId id) {
    return snapshot(user).notifications().stream()
        .filter(each -> each.id().equals(id))
        .findFirst()
        .orElseThrow()
        .content()
        .json()
        .toString();
  }

  private static Outcome.Done done(boolean changed, long seq, int unread, int unseen) {
    return new Outcome.Done(changed, seq, unread, unseen);
  }
}
