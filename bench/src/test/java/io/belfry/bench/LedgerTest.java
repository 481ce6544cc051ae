package io.belfry.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class LedgerTest {
  private final Ledger ledger = new Ledger(3);

  @Test
  void it_is_settled_when_each_send_was_answered_and_delivered_in_whatever_order() {
    int first = ledger.issue();
    int second = ledger.issue();
    ledger.delivered(second, 1);
    ledger.answered(first);
    ledger.answered(second);
    assertThat(ledger.settled()).isFalse();

    ledger.delivered(first, 0);
    assertThat(ledger.settled()).isTrue();
    assertThat(ledger).hasToString("2 sent, 2 answered, 2 delivered");
  }

  @Test
  void a_second_delivery_and_a_second_answer_are_refused() {
    int send = ledger.issue();
    ledger.delivered(send, 0);
    ledger.answered(send);
    assertThatThrownBy(() -> ledger.delivered(send, 0)).hasMessageContaining("delivered twice");
    assertThatThrownBy(() -> ledger.answered(send)).hasMessageContaining("answered twice");
  }

  @Test
  void a_delivery_at_the_wrong_user_or_of_nothing_is_refused() {
    int send = ledger.issue();
    assertThatThrownBy(() -> ledger.delivered(send, 2)).hasMessageContaining("at user 2");
    assertThatThrownBy(() -> ledger.delivered(7, 1)).hasMessageContaining("never made");
  }

  @Test
  void users_take_turns_however_many_sends_there_are() {
    for (int i = 0; i < 200_000; i++) {
      assertThat(ledger.userOf(ledger.issue())).isEqualTo(i % 3);
    }
  }
}
