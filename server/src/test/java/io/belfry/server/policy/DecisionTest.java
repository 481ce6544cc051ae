package io.belfry.server.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.belfry.server.notification.Priority;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class DecisionTest {
  @Test
  void codes_on_disk_are_these() {
    assertThat(
            Arrays.stream(Reason.values())
                .map(reason -> reason.code() + " " + reason.wire())
                .collect(Collectors.joining(", ")))
        .isEqualTo(
            "1 default, 2 type_default, 3 required, 4 preference, 5 type_preference, "
                + "6 not_in_app, 7 priority, 8 grouped, 9 paused, 10 quiet_hours, 11 throttled, "
                + "12 urgent, 13 breaks_through");
    assertThat(
            Arrays.stream(Channel.values())
                .map(channel -> channel.place() + " " + channel.wire())
                .collect(Collectors.joining(", ")))
        .isEqualTo("0 inApp, 1 toast, 2 sound, 3 push, 4 email");
    assertThat(Reason.values()).allMatch(reason -> reason.text().endsWith("."));
  }

  @Test
  void a_channel_is_read_by_its_name_on_the_wire() {
    assertThat(Channel.parse("inApp")).hasValue(Channel.IN_APP);
    assertThat(Channel.parse("IN_APP")).isEmpty();
    assertThat(Channel.parse("sms")).isEmpty();
  }

  @Test
  void it_is_on_disk_as_this_number() {
    Decision held = of(new Verdict(false, Reason.QUIET_HOURS), OptionalLong.of(1));

    // 00001 1, 00001 1, 00001 1, 01010 0, 00001 1: from e-mail down to the app.
    assertThat(held.encoded()).isEqualTo(0b00001_1_00001_1_00001_1_01010_0_00001_1);
  }

  @ParameterizedTest
  @EnumSource(
      value = Reason.class,
      names = {"PAUSED", "QUIET_HOURS", "THROTTLED"})
  void a_held_toast_is_known_after_it_was_written(Reason reason) {
    Decision held = of(new Verdict(false, reason), OptionalLong.of(1));
    Decision read = Decision.of(held.encoded(), Priority.HIGH);

    assertThat(read.isHeld()).isTrue();
    assertThat(read.heldUntilMs()).isEmpty();
    assertThat(read.verdicts()).isEqualTo(held.verdicts());
    assertThat(Decision.WOKEN).isEqualTo(1 << 30);
    assertThat(Decision.of(held.encoded() | Decision.WOKEN, Priority.HIGH)).isEqualTo(read);
  }

  @Test
  void a_reason_of_a_later_version_does_not_keep_a_decision_from_being_read() {
    Decision read = Decision.of(0b00001_1_00001_1_00001_1_11111_0_00001_1, Priority.HIGH);

    assertThat(read.verdict(Channel.TOAST)).isEqualTo(new Verdict(false, Reason.DEFAULT));
  }

  @Test
  void it_has_a_verdict_for_every_channel_and_an_end_only_when_held() {
    assertThatThrownBy(
            () ->
                new Decision(
                    Map.of(Channel.TOAST, new Verdict(true, Reason.DEFAULT)), OptionalLong.empty()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("no verdict");
    assertThatThrownBy(() -> of(new Verdict(false, Reason.PREFERENCE), OptionalLong.of(1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("not held");
  }

  @ParameterizedTest
  @EnumSource(Priority.class)
  void what_was_decided_stays_when_the_priority_changes(Priority before) {
    int held = of(new Verdict(false, Reason.QUIET_HOURS), OptionalLong.of(1)).encoded();

    for (Priority after : Priority.values()) {
      int kept = Decision.kept(0, before, after);

      assertThat(Decision.of(kept, after).verdicts())
          .as("%s that becomes %s", before, after)
          .isEqualTo(Decision.ordinary(before).verdicts());
      for (Priority last : Priority.values()) {
        assertThat(Decision.of(Decision.kept(kept, after, last), last).verdicts())
            .as("%s that becomes %s and %s", before, after, last)
            .isEqualTo(Decision.ordinary(before).verdicts());
      }
      assertThat(Decision.kept(held, before, after)).isEqualTo(held);
    }
    assertThat(Decision.kept(0, before, before)).isZero();
  }

  @Test
  void an_ordinary_one_that_is_written_out_is_this_number() {
    // 00001 1, 00111 0, 00111 0, 00111 0, 00001 1: too low for push, sound and toast.
    assertThat(Decision.kept(0, Priority.LOW, Priority.URGENT))
        .isEqualTo(0b00001_1_00111_0_00111_0_00111_0_00001_1);
    assertThat(Decision.kept(0, Priority.HIGH, Priority.URGENT)).isZero();
  }

  private static Decision of(Verdict toast, OptionalLong heldUntilMs) {
    var verdicts = new EnumMap<Channel, Verdict>(Channel.class);
    for (Channel channel : Channel.values()) {
      verdicts.put(channel, channel == Channel.TOAST ? toast : new Verdict(true, Reason.DEFAULT));
    }
    return new Decision(verdicts, heldUntilMs);
  }
}
