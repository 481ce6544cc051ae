package io.belfry.bench;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ReplicaTest {
  private final Replica replica = new Replica();

  @Test
  void events_add_up_until_one_replaces_them() {
    assertThat(replica.since()).isEqualTo("null");
    replica.apply(event(3, true, 2, 7, 8));
    replica.apply(event(4, false, 3, 9));
    assertThat(replica.since()).isEqualTo("{\"epoch\":\"e1\",\"seq\":4}");
    assertThat(replica.holds(7) && replica.holds(9)).isTrue();
    assertThat(replica.isWhole()).isTrue();

    replica.apply(event(5, true, 2, 9));
    assertThat(replica.holds(7)).isFalse();
    assertThat(replica.isWhole()).isFalse();
  }

  @Test
  void anything_else_is_refused() {
    assertThatThrownBy(() -> replica.apply(Unpooled.copiedBuffer("42[\"inbox\",{}]", UTF_8)))
        .hasMessageContaining("not an inbox event");
  }

  private static ByteBuf event(int seq, boolean reset, int unread, int... numbers) {
    String upserts =
        IntStream.of(numbers)
            .mapToObj("{\"data\":{\"mark\":\"~000000000000000%09d\"}}"::formatted)
            .collect(Collectors.joining(","));
    return Unpooled.copiedBuffer(
        """
        42["inbox",{"epoch":"e1","seq":%d,"reset":%s,"unread":%d,"unseen":0,"upserts":[%s]}]"""
            .formatted(seq, reset, unread, upserts),
        UTF_8);
  }
}
