package io.belfry.server.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.belfry.server.notification.Content;
import io.belfry.server.notification.JsonBytes;
import io.belfry.server.notification.Notification;
import io.belfry.server.notification.NotificationId;
import io.belfry.server.notification.Priority;
import io.belfry.server.user.UserId;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

final class ChangeBytesTest {
  private static final UserId ANN = new UserId("ann");
  private static final InboxChange CHANGE =
      new InboxChange(
          ANN,
          "e0c4a1de-0000-4000-8000-000000000000",
          41,
          44,
          7,
          3,
          List.of(
              new Notification(
                  new NotificationId(9, 8),
                  44,
                  40,
                  1,
                  2,
                  3,
                  4,
                  content("{\"title\":\"Grüße\"}"),
                  0,
                  0),
              Notification.created(new NotificationId(5, 6), 42, content("{}"))),
          List.of(new NotificationId(3, 4)),
          List.of(new NotificationId(1, 2), new NotificationId(2, 2)),
          43,
          true,
          false,
          new Notices(
              List.of(
                  new Alert(new NotificationId(9, 8), true, false),
                  new Alert(new NotificationId(5, 6), false, true)),
              5,
              Optional.of(JsonBytes.of("{\"channels\":{}}"))));

  @Test
  void what_was_written_is_read() {
    assertThat(read(ChangeBytes.of(CHANGE, 4_096)))
        .get()
        .usingRecursiveComparison()
        .isEqualTo(CHANGE);
  }

  @Test
  void that_an_inbox_is_gone_is_told_however_long_the_change_is() {
    var gone =
        new InboxChange(
            ANN,
            CHANGE.epoch(),
            41,
            45,
            0,
            0,
            CHANGE.upserts(),
            List.of(),
            List.of(),
            0,
            false,
            true,
            Notices.NONE);

    for (int limit : List.of(4_096, 100)) {
      assertThat(read(ChangeBytes.of(gone, limit)))
          .get()
          .matches(InboxChange::forgotten)
          .matches(read -> !read.complete() && read.seq() == 45);
    }
  }

  @Test
  void what_is_too_long_says_how_far_the_inbox_moved() {
    byte[] whole = ChangeBytes.of(CHANGE, 4_096);

    InboxChange hint = read(ChangeBytes.of(CHANGE, whole.length - 1)).orElseThrow();

    assertThat(ChangeBytes.of(CHANGE, whole.length)).isEqualTo(whole);
    assertThat(hint.complete()).isFalse();
    assertThat(hint.upserts()).isEmpty();
    assertThat(List.of(hint.from(), hint.seq(), hint.allReadSeq())).containsExactly(41L, 44L, 43L);
    assertThat(hint.unread()).isEqualTo(7);
  }

  @Test
  void what_is_cut_or_of_another_layout_is_nothing() {
    byte[] whole = ChangeBytes.of(CHANGE, 4_096);
    for (int length = 0; length < whole.length; length++) {
      assertThat(read(Arrays.copyOf(whole, length))).isEmpty();
    }
    whole[0]++;
    assertThat(read(whole)).isEmpty();
  }

  @Test
  void whatever_comes_nothing_is_thrown() {
    var random = new SplittableRandom(1);
    byte[] whole = ChangeBytes.of(CHANGE, 4_096);
    for (int i = 0; i < 20_000; i++) {
      byte[] hurt = whole.clone();
      for (int hits = random.nextInt(1, 5); hits > 0; hits--) {
        hurt[random.nextInt(hurt.length)] = (byte) random.nextInt();
      }
      read(hurt);
    }
  }

  private static Optional<InboxChange> read(byte[] bytes) {
    return ChangeBytes.read(ANN, ByteBuffer.wrap(bytes));
  }

  private static Content content(String json) {
    return new Content(Priority.HIGH, JsonBytes.of(json));
  }
}
