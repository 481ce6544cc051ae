package io.belfry.server.inbox.jdbc.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import io.belfry.server.inbox.jdbc.Head;
import io.belfry.server.inbox.jdbc.HeadState;
import io.belfry.server.inbox.jdbc.Move;
import io.belfry.server.notification.Content;
import io.belfry.server.notification.JsonBytes;
import io.belfry.server.notification.Notification;
import io.belfry.server.notification.NotificationId;
import io.belfry.server.notification.Priority;
import io.belfry.server.user.UserId;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class WriteBehindTest {
  private final WriteBehind writeBehind = new WriteBehind();
  private long order;

  @Test
  void in_calm_an_inbox_is_written_when_it_has_a_few() {
    Head head = head(1);

    for (int i = 0; i < 15; i++) {
      assertThat(dueAfter(send(head, 1))).isEmpty();
    }
    assertThat(dueAfter(send(head, 1))).containsExactly(head);
  }

  @Test
  void under_load_an_inbox_is_written_when_it_has_many() {
    Head busy = head(1);
    List<Head> others = heads(2, 9);

    for (int i = 0; i < 63; i++) {
      assertThat(dueAfter(together(busy, others.subList(0, 7)))).isEmpty();
      others.forEach(head -> head.unwritten.clear());
    }
    assertThat(dueAfter(together(busy, others.subList(0, 7)))).containsExactly(busy);
  }

  @Test
  void under_load_an_inbox_that_fills_at_once_is_written_at_once() {
    assertThat(dueAfter(send(head(1), 100))).hasSize(1);
  }

  @Test
  void an_inbox_is_in_no_portion_twice() {
    Head head = head(1);
    writeBehind.add(List.of(send(head, 16)));
    writeBehind.add(List.of(send(head, 64)));

    assertThat(dueAfter(send(head, 64))).containsExactly(head);
  }

  @Test
  void after_a_failure_nothing_is_due_until_a_thousand_more_came() {
    Head head = head(1);
    List<Head> failed = dueAfter(send(head, 100));
    writeBehind.putBack(failed);

    assertThat(dueAfter(send(head, 999))).isEmpty();
    assertThat(dueAfter(send(head, 512))).containsExactly(head);
  }

  @Test
  void what_a_load_left_is_written_an_inbox_at_a_time_by_those_who_come_in_calm() {
    List<Head> heads = heads(1, 8);
    writeBehind.add(heads.stream().map(head -> send(head, 40)).toList());
    assertThat(writeBehind.due()).isEmpty();

    for (Head head : heads) {
      assertThat(dueAfter(send(head, 1))).containsExactly(head);
      head.unwritten.clear();
    }
  }

  @Test
  void what_is_drained_holds_about_twice_what_came() {
    List<Head> heads = heads(1, 200);
    heads.forEach(head -> writeBehind.add(List.of(send(head, 10))));
    var unused = writeBehind.due();
    writeBehind.swap();

    List<Head> written = new ArrayList<>();
    List<Head> others = heads(201, 600);
    for (Head other : others) {
      List<Head> due = dueAfter(send(other, 5));
      assertThat(due.stream().mapToInt(head -> head.unwritten.size()).sum()).isLessThan(64 + 10);
      due.forEach(head -> head.unwritten.clear());
      written.addAll(due);
    }
    assertThat(written).containsAll(heads);
    assertThat(writeBehind.isDrained()).isTrue();
  }

  @Test
  void at_rest_everything_is_written_a_little_at_a_time() {
    List<Head> heads = heads(1, 20);
    heads.forEach(head -> writeBehind.add(List.of(send(head, 10))));

    List<Head> written = new ArrayList<>();
    for (List<Head> next = writeBehind.next(); !next.isEmpty(); next = writeBehind.next()) {
      assertThat(next).hasSizeLessThanOrEqualTo(7);
      next.forEach(head -> head.unwritten.clear());
      written.addAll(next);
    }
    assertThat(written).containsExactlyInAnyOrderElementsOf(heads);
  }

  private List<Head> dueAfter(Move... moves) {
    writeBehind.add(List.of(moves));
    return writeBehind.due();
  }

  private Move[] together(Head busy, List<Head> others) {
    List<Move> moves = new ArrayList<>(List.of(send(busy, 1)));
    others.forEach(head -> moves.add(send(head, 1)));
    return moves.toArray(Move[]::new);
  }

  private Move send(Head head, int count) {
    var move = new Move(head);
    for (int i = 0; i < count; i++) {
      var content = new Content(Priority.NORMAL, JsonBytes.of("{}"));
      head.send(Notification.created(new NotificationId(++order, 0), head.seq + 1, content));
      head.seq++;
    }
    return move;
  }

  private static List<Head> heads(int from, int to) {
    return IntStream.rangeClosed(from, to).mapToObj(WriteBehindTest::head).toList();
  }

  private static Head head(int number) {
    return new Head(number, new UserId("u" + number), HeadState.beginning(0));
  }
}
