package io.belfry.socketio.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.belfry.socketio.engine.Doorkeeper.Verdict;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DoorkeeperTest {
  private static final long SECOND = 1_000_000_000L;

  private long now = 42 * SECOND;
  private final EngineOptions options =
      EngineOptions.defaults()
          .withMaxSessions(5)
          .withMaxSessionsPerAddress(3)
          .withMaxHandshakesPerSecond(8)
          .withMaxHandshakesPerSecondPerAddress(4);
  private final Doorkeeper doorkeeper = new Doorkeeper(options, now);

  private Verdict enter(String address) {
    return doorkeeper.enter(address, now);
  }

  private void comeAndGo(String address) {
    doorkeeper.leave(Objects.requireNonNull(enter(address).visitor()));
  }

  @Test
  void an_address_may_have_so_many_sessions_and_others_still_come_in() {
    Verdict first = enter("192.0.2.1");
    enter("192.0.2.1");
    enter("192.0.2.1");

    assertThat(enter("192.0.2.1").limit()).isEqualTo(EngineLimit.SESSIONS_PER_ADDRESS);
    assertThat(enter("192.0.2.2").limit()).isNull();
    assertThat(doorkeeper.sessions()).isEqualTo(4);

    doorkeeper.leave(Objects.requireNonNull(first.visitor()));
    now += SECOND;
    assertThat(enter("192.0.2.1").limit()).isNull();
  }

  @Test
  void all_together_may_have_so_many_sessions() {
    for (int i = 0; i < 5; i++) {
      assertThat(enter("192.0.2." + i).limit()).isNull();
    }

    assertThat(enter("192.0.2.9").limit()).isEqualTo(EngineLimit.SESSIONS);
    assertThat(doorkeeper.sessions()).isEqualTo(5);
  }

  @Test
  void an_address_may_come_so_often_in_a_second() {
    for (int i = 0; i < 4; i++) {
      comeAndGo("192.0.2.1");
    }
    assertThat(enter("192.0.2.1").limit()).isEqualTo(EngineLimit.HANDSHAKES_PER_ADDRESS);
    assertThat(enter("192.0.2.2").limit()).isNull();

    now += SECOND / 4;
    comeAndGo("192.0.2.1");
    assertThat(enter("192.0.2.1").limit()).isEqualTo(EngineLimit.HANDSHAKES_PER_ADDRESS);
  }

  @Test
  void all_together_may_come_so_often_in_a_second() {
    for (int i = 0; i < 8; i++) {
      comeAndGo("192.0.2." + i);
    }
    assertThat(enter("192.0.2.9").limit()).isEqualTo(EngineLimit.HANDSHAKES);

    now += SECOND;
    assertThat(enter("192.0.2.9").limit()).isNull();
  }

  @ParameterizedTest
  @CsvSource({
    "2001:db8:0:1::1, 2001:db8:0:1:ffff:ffff:ffff:ffff, true",
    "2001:db8:0:1::1, 2001:0DB8:0000:0001::2, true",
    "2001:db8:0:1::1, 2001:db8:0:2::1, false",
    "192.0.2.1, 192.0.2.2, false",
    "'', '', true",
  })
  void an_ipv6_network_counts_as_one_address(String one, String other, boolean same) {
    for (int i = 0; i < 3; i++) {
      enter(one);
    }

    assertThat(enter(other).limit()).isEqualTo(same ? EngineLimit.SESSIONS_PER_ADDRESS : null);
  }

  @Test
  void addresses_that_came_and_went_are_forgotten() {
    Doorkeeper open = new Doorkeeper(EngineOptions.defaults(), now);
    for (int i = 0; i < 100_000; i++) {
      now += SECOND / 1_000;
      String address = "10." + (i >> 16) + "." + ((i >> 8) & 255) + "." + (i & 255);
      open.leave(Objects.requireNonNull(open.enter(address, now).visitor()));
    }

    assertThat(open.remembered()).isLessThan(5_000);
    assertThat(open.sessions()).isZero();
  }
}
