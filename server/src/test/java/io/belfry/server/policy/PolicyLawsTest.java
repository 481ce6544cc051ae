package io.belfry.server.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.belfry.server.policy.Cases.Case;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/// What holds for all requests, recipients, rules and times.
final class PolicyLawsTest {
  private static final List<Channel> INTERRUPTING =
      List.of(Channel.TOAST, Channel.SOUND, Channel.PUSH);

  @Provide
  Arbitrary<Case> cases() {
    return Cases.cases();
  }

  @Property
  void nothing_interrupts_in_silence_but_what_breaks_through(@ForAll("cases") Case each) {
    if (isSilent(each.recipient(), each.nowMs()) && !each.breaksThrough()) {
      Decision decision = each.decide();

      assertThat(INTERRUPTING).noneMatch(decision::speaks);
    }
  }

  @Property
  void nothing_interrupts_more_often_than_a_throttle_lets_it(@ForAll("cases") Case each) {
    String type = each.request().type();
    Loudness loudness = each.recipient().loudness();
    if (loudness.exhaustedUntilMs(type, each.rules(), each.nowMs()).isPresent()
        && !each.breaksThrough()) {
      assertThat(INTERRUPTING).noneMatch(each.decide()::speaks);
    }
  }

  @Property
  void a_channel_that_was_switched_off_never_speaks(@ForAll("cases") Case each) {
    Preferences chosen = each.recipient().preferences();
    String type = each.request().type();
    Decision decision = each.decide();
    for (Channel channel : Channel.values()) {
      Boolean forType = chosen.types().getOrDefault(type, Map.of()).get(channel);
      Boolean choice = forType == null ? chosen.channels().get(channel) : forType;
      if (Boolean.FALSE.equals(choice) && !each.rules().rule(type).required()) {
        assertThat(decision.speaks(channel)).isFalse();
      }
    }
  }

  @Property
  void every_channel_has_a_verdict_that_can_be_written(@ForAll("cases") Case each) {
    Decision decision = each.decide();
    Decision read = Decision.of(decision.encoded(), each.request().priority());

    assertThat(decision.verdicts()).containsOnlyKeys(Channel.values());
    assertThat(read.verdicts()).isEqualTo(decision.verdicts());
    assertThat(read.isHeld()).isEqualTo(decision.isHeld());
    assertThat(read.encoded()).isEqualTo(decision.encoded());
    assertThat(decision.encoded() == 0)
        .isEqualTo(
            decision.verdicts().equals(Decision.of(0, each.request().priority()).verdicts()));
  }

  @Property
  void what_is_held_speaks_when_its_time_has_come(@ForAll("cases") Case each) {
    Decision decision = each.decide();

    assertThat(decision.heldUntilMs().isPresent()).isEqualTo(decision.isHeld());
    if (decision.isHeld()) {
      long untilMs = decision.heldUntilMs().orElseThrow();
      assertThat(untilMs).isGreaterThan(each.nowMs());
      var then = new Case(each.request(), each.recipient(), each.rules(), untilMs);
      assertThat(then.decide().speaks(Channel.TOAST))
          .isEqualTo(!isSilent(each.recipient(), untilMs));
    }
  }

  @Property
  void silence_lasts_until_its_end_and_no_longer(@ForAll("cases") Case each) {
    Optional<Silence> silence = each.silence();

    assertThat(silence.isPresent()).isEqualTo(isSilent(each.recipient(), each.nowMs()));
    if (silence.isPresent()) {
      long untilMs = silence.get().untilMs();
      long lookedAtMs =
          Math.max(each.nowMs(), each.recipient().preferences().pausedUntilMs())
              + Silence.MAX.toMillis();
      boolean capped = untilMs == lookedAtMs;
      assertThat(untilMs).isBetween(each.nowMs() + 1, lookedAtMs);
      assertThat(isSilent(each.recipient(), untilMs - 1)).isTrue();
      assertThat(isSilent(each.recipient(), untilMs) && !capped).isFalse();
    }
  }

  /// Whether a pause goes on, or a window of one of the days around it: by the definition, window
  /// by window and day by day.
  private static boolean isSilent(Recipient recipient, long atMs) {
    Preferences preferences = recipient.preferences();
    return atMs < preferences.pausedUntilMs()
        || preferences.quietHours().stream()
            .anyMatch(window -> isQuiet(window, recipient.zone(), atMs));
  }

  private static boolean isQuiet(QuietWindow window, ZoneId zone, long atMs) {
    Instant at = Instant.ofEpochMilli(atMs);
    var date = at.atZone(zone).toLocalDate().minusDays(3);
    for (int i = 0; i < 6; i++, date = date.plusDays(1)) {
      var begin = date.atTime(window.from()).atZone(zone).withEarlierOffsetAtOverlap();
      var last = window.to().isAfter(window.from()) ? date : date.plusDays(1);
      var end = last.atTime(window.to()).atZone(zone).withLaterOffsetAtOverlap();
      if (window.days().contains(date.getDayOfWeek())
          && !afterGap(begin, window.from(), zone).isAfter(at)
          && afterGap(end, window.to(), zone).isAfter(at)) {
        return true;
      }
    }
    return false;
  }

  /// The moment that `time` is; the change of clocks where they left it out.
  private static Instant afterGap(ZonedDateTime time, LocalTime asked, ZoneId zone) {
    return time.toLocalTime().equals(asked)
        ? time.toInstant()
        : zone.getRules().previousTransition(time.toInstant().plusMillis(1)).getInstant();
  }
}
