package io.belfry.server.policy;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import io.belfry.server.notification.Priority;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What speaks is written as `+inApp`, what does not as `-inApp`, with the reason behind a slash
/// where it is not the default.
final class DecideTest {
  /// A Tuesday.
  private static final Instant NOON = Instant.parse("2026-03-10T12:00:00Z");

  private static final long NOW = NOON.toEpochMilli();

  private static final Pattern TIME = Pattern.compile("[0-9]{2}\\.[0-9]{2}");

  private static final Rules RULES =
      new Rules(
          Map.of(Channel.EMAIL, false),
          Map.of(
              "like", rule(Map.of(Channel.TOAST, false, Channel.EMAIL, true), false, false, 0),
              "security", rule(Map.of(), true, false, 0),
              "receipt", rule(Map.of(Channel.PUSH, false, Channel.EMAIL, true), true, false, 0),
              "alarm", rule(Map.of(), false, true, 0),
              "chat", rule(Map.of(), false, false, 2)),
          Optional.of(new Throttle(5, Duration.ofHours(1))));

  private static TypeRule rule(
      Map<Channel, Boolean> channels, boolean required, boolean breaksThrough, int throttle) {
    return new TypeRule(
        Optional.empty(),
        Optional.empty(),
        channels,
        required,
        breaksThrough,
        Optional.of(throttle)
            .filter(count -> count > 0)
            .map(count -> new Throttle(count, Duration.ofMinutes(10))));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          low    | +inApp -toast/priority -sound/priority -push/priority +email
          normal | +inApp +toast -sound/priority +push +email
          high   | +inApp +toast +sound +push +email
          urgent | +inApp +toast +sound +push +email
          """)
  void without_choices_and_rules_the_priority_decides(String priority, String expected) {
    Decision decision =
        Decide.decide(request("info", priority, false), Recipient.UNKNOWN, Rules.NONE, NOW);

    assertThat(said(decision)).isEqualTo(expected);
    assertThat(decision.encoded()).isZero();
  }

  @ParameterizedTest
  @EnumSource(Priority.class)
  void an_ordinary_recipient_costs_no_new_object(Priority priority) {
    Decision decision =
        Decide.decide(new Request("info", priority, false), Recipient.UNKNOWN, Rules.NONE, NOW);

    assertThat(decision).isSameAs(Decision.ordinary(priority));
    assertThat(Decision.of(0, priority)).isSameAs(decision);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          info | | +inApp +toast +sound +push -email
          info | email | +inApp +toast +sound +push +email/preference
          info | !push | +inApp +toast +sound -push/preference -email
          info | info:!toast | +inApp -toast/type_preference +sound +push -email
          info | else:!toast | +inApp +toast +sound +push -email
          info | !push info:push | +inApp +toast +sound +push/type_preference -email
          info | push info:!push | +inApp +toast +sound -push/type_preference -email
          info | !inApp | -inApp/preference -toast/not_in_app -sound/not_in_app +push -email
          info | !inApp toast | -inApp/preference -toast/not_in_app -sound/not_in_app +push -email
          info | !inApp !toast | -inApp/preference -toast/preference -sound/not_in_app +push -email
          like | | +inApp -toast/type_default +sound +push +email/type_default
          like | toast | +inApp +toast/preference +sound +push +email/type_default
          like | like:toast | +inApp +toast/type_preference +sound +push +email/type_default
          """)
  void the_first_that_says_something_switches_a_channel(
      String type, String choices, String expected) {
    assertThat(said(decide(request(type, "high", false), chosen(choices), ""))).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "!inApp email", "security:!toast", "!push security:!push"})
  void choices_do_not_count_where_a_type_is_required(String choices) {
    assertThat(said(decide(request("security", "high", false), chosen(choices), "")))
        .isEqualTo("+inApp/required +toast/required +sound/required +push/required -email");
  }

  @Test
  void an_operator_switches_channels_of_a_required_type_off() {
    assertThat(said(decide(request("receipt", "high", false), chosen("push"), "")))
        .isEqualTo(
            "+inApp/required +toast/required +sound/required -push/type_default +email/required");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          low    | +inApp -toast/priority -sound/priority -push/priority -email/grouped
          normal | +inApp -toast/grouped -sound/priority -push/grouped -email/grouped
          urgent | +inApp +toast +sound +push +email
          """)
  void what_joins_a_card_is_quiet(String priority, String expected) {
    Decision decision =
        Decide.decide(request("info", priority, true), Recipient.UNKNOWN, Rules.NONE, NOW);

    assertThat(said(decision)).isEqualTo(expected);
    assertThat(decision.isHeld()).isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          info | low | -toast/priority -sound/priority -push/priority |
          info | normal | -toast/quiet_hours -sound/priority -push/quiet_hours | 13:00
          info | high | -toast/quiet_hours -sound/quiet_hours -push/quiet_hours | 13:00
          info | urgent | +toast/urgent +sound/urgent +push/urgent |
          alarm | normal | +toast/breaks_through -sound/priority +push/breaks_through |
          alarm | urgent | +toast/urgent +sound/urgent +push/urgent |
          """)
  void quiet_hours_hold_what_interrupts(
      String type, String priority, String expected, String heldUntil) {
    String quiet = "{\"quietHours\":[{\"from\":\"11:00\",\"to\":\"13:00\"}]}";

    Decision decision = decide(request(type, priority, false), quiet, "");

    assertThat(said(decision)).isEqualTo("+inApp " + expected + " -email");
    assertHeld(decision, heldUntil);
  }

  @Test
  void a_toast_that_is_switched_off_is_not_held() {
    String quiet = "{\"quietHours\":[{\"from\":\"11:00\",\"to\":\"13:00\"}]}";

    Decision decision = decide(request("like", "high", false), quiet, "");

    assertThat(decision.verdict(Channel.TOAST).reason()).isEqualTo(Reason.TYPE_DEFAULT);
    assertThat(decision.verdict(Channel.PUSH).reason()).isEqualTo(Reason.QUIET_HOURS);
    assertHeld(decision, null);
  }

  @Test
  void what_is_required_keeps_quiet_all_the_same() {
    String quiet = "{\"quietHours\":[{\"from\":\"11:00\",\"to\":\"13:00\"}]}";

    Decision decision = decide(request("security", "normal", false), quiet, "");

    assertThat(decision.verdict(Channel.IN_APP).reason()).isEqualTo(Reason.REQUIRED);
    assertThat(decision.verdict(Channel.TOAST).reason()).isEqualTo(Reason.QUIET_HOURS);
    assertHeld(decision, "13:00");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          11:00 | 13:00 | 12:30 | 13:00
          11:00 | 13:00 | 13:30 | 13:30
          13:00 | 14:00 | 12:30 | 12:30
          13:00 | 14:00 | 13:00 | 14:00
          """)
  void a_pause_and_quiet_hours_are_one_silence(String from, String to, String until, String end) {
    String both =
        "{\"quietHours\":[{\"from\":\"%s\",\"to\":\"%s\"}],\"doNotDisturbUntil\":%d}"
            .formatted(from, to, at(until));

    Decision decision = decide(request("info", "normal", false), both, "");

    assertThat(decision.verdict(Channel.TOAST)).isEqualTo(new Verdict(false, Reason.PAUSED));
    assertHeld(decision, end);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          info  | normal | :11.30:4               | default        |
          info  | normal | :11.30:5               | throttled      | 12:30
          info  | normal | :11.00:5               | default        |
          info  | urgent | :11.30:5               | urgent         |
          alarm | normal | :11.30:5               | breaks_through |
          chat  | normal | chat:11.55:1           | default        |
          chat  | normal | chat:11.55:2           | throttled      | 12:05
          chat  | normal | :11.30:5 chat:11.55:2  | throttled      | 12:30
          chat  | normal | :11.01:5 chat:11.55:2  | throttled      | 12:05
          info  | normal | chat:11.55:2           | default        |
          info  | low    | :11.30:5               | priority       |
          """)
  void throttles_hold_what_comes_too_often(
      String type, String priority, String loudness, String toast, String heldUntil) {
    Decision decision = decide(request(type, priority, false), "{}", loudness);

    assertThat(decision.verdict(Channel.TOAST).reason().wire()).isEqualTo(toast);
    assertHeld(decision, heldUntil);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          11:00 | 13:00 | quiet_hours | 13:00
          11:00 | 12:15 | quiet_hours | 12:30
          12:15 | 14:00 | throttled   | 14:00
          12:30 | 14:00 | throttled   | 14:00
          12:31 | 14:00 | throttled   | 12:30
          """)
  void what_is_held_waits_for_the_throttle_and_for_silence(
      String from, String to, String toast, String heldUntil) {
    String quiet = "{\"quietHours\":[{\"from\":\"%s\",\"to\":\"%s\"}]}".formatted(from, to);

    Decision decision = decide(request("info", "normal", false), quiet, ":11.30:5");

    assertThat(decision.verdict(Channel.TOAST).reason().wire()).isEqualTo(toast);
    assertHeld(decision, heldUntil);
  }

  @Test
  void what_is_urgent_does_not_speak_where_it_is_switched_off() {
    String off = "{\"channels\":{\"toast\":false},\"doNotDisturbUntil\":" + (NOW + 1) + "}";

    assertThat(said(decide(request("info", "urgent", false), off, "")))
        .isEqualTo("+inApp -toast/preference +sound/urgent +push/urgent -email");
  }

  @Test
  void the_zone_says_when_it_is_quiet() {
    Preferences quiet =
        Preferences.parse("{\"quietHours\":[{\"from\":\"11:00\",\"to\":\"13:00\"}]}");
    Recipient west = new Recipient(quiet, ZoneOffset.ofHours(-5), Loudness.NONE);

    assertThat(
            Decide.decide(request("info", "normal", false), west, Rules.NONE, NOW)
                .speaks(Channel.TOAST))
        .isTrue();
  }

  /// @param loudness with times of the day instead of epoch milliseconds
  private static Decision decide(Request request, String preferences, String loudness) {
    String stored =
        TIME.matcher(loudness).replaceAll(time -> "" + at(time.group().replace('.', ':')));
    return Decide.decide(
        request,
        new Recipient(Preferences.parse(preferences), ZoneOffset.UTC, Loudness.parse(stored)),
        RULES,
        NOW);
  }

  /// The preferences that `choices` say: `push` and `!push` for all types, `like:push` and
  /// `like:!push` for one.
  private static String chosen(@Nullable String choices) {
    Map<Channel, Boolean> channels = new EnumMap<>(Channel.class);
    Map<String, Map<Channel, Boolean>> types = new HashMap<>();
    for (String choice : (choices == null ? "" : choices).split(" ", -1)) {
      String type = choice.contains(":") ? choice.substring(0, choice.indexOf(':')) : "";
      String named = choice.substring(choice.indexOf(':') + 1);
      Map<Channel, Boolean> chosen =
          type.isEmpty()
              ? channels
              : types.computeIfAbsent(type, each -> new EnumMap<>(Channel.class));
      Channel.parse(named.replace("!", ""))
          .ifPresent(channel -> chosen.put(channel, !named.startsWith("!")));
    }
    return new Preferences(channels, types, List.of(), 0, Optional.empty()).json();
  }

  private static Request request(String type, String priority, boolean joinsCard) {
    return new Request(type, Priority.parse(priority).orElseThrow(), joinsCard);
  }

  private static long at(String time) {
    return Instant.parse("2026-03-10T" + time + ":00Z").toEpochMilli();
  }

  private static void assertHeld(Decision decision, @Nullable String until) {
    assertThat(decision.isHeld()).isEqualTo(until != null);
    assertThat(decision.heldUntilMs())
        .isEqualTo(until == null ? OptionalLong.empty() : OptionalLong.of(at(until)));
  }

  private static String said(Decision decision) {
    return decision.verdicts().entrySet().stream()
        .map(
            each ->
                (each.getValue().speaks() ? "+" : "-")
                    + each.getKey().wire()
                    + (each.getValue().reason() == Reason.DEFAULT
                        ? ""
                        : "/" + each.getValue().reason().wire()))
        .collect(joining(" "));
  }
}
