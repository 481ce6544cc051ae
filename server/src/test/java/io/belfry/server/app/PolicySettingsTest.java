package io.belfry.server.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.belfry.server.policy.Channel;
import io.belfry.server.policy.Rules;
import io.belfry.server.policy.Throttle;
import io.belfry.server.policy.TypeRule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class PolicySettingsTest {
  @TempDir private Path folder;

  @Test
  void without_settings_there_are_no_rules() throws IOException {
    assertThat(rules("port: 0")).isEqualTo(Rules.NONE);
  }

  @Test
  void channels_and_the_throttle_of_all_types_are_settings() throws IOException {
    assertThat(
            rules(
                """
                preferences: {defaults: {email: false, push: true}}
                throttle: {count: 5, window: 1h}
                """))
        .isEqualTo(
            new Rules(
                Map.of(Channel.EMAIL, false),
                Map.of(),
                Optional.of(new Throttle(5, Duration.ofHours(1)))));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        """
        types:
          like:
            category: Social
            label: 'Likes: yours, and others'''
            channels: {email: false, push: true}
            throttle: {count: 5, window: 10m}
          order.shipped:
            label: Orders
            required: true
          "alarm_1":
            breaksThrough: true
        """,
        """
        types.like.category: Social
        types.like.label: "Likes: yours, and others'"
        types.like.channels.email: false
        types.like.channels: {push: true}
        types.like.throttle.count: 5
        types.like.throttle.window: 600s
        types:
          "order.shipped": {label: Orders, required: true}
          alarm_1.breaksThrough: true
        """
      })
  void types_are_nested_or_written_in_full(String yaml) throws IOException {
    assertThat(rules(yaml).types())
        .isEqualTo(
            Map.of(
                "like",
                new TypeRule(
                    Optional.of("Social"),
                    Optional.of("Likes: yours, and others'"),
                    Map.of(Channel.EMAIL, false, Channel.PUSH, true),
                    false,
                    false,
                    Optional.of(new Throttle(5, Duration.ofMinutes(10)))),
                "order.shipped",
                new TypeRule(
                    Optional.empty(),
                    Optional.of("Orders"),
                    Map.of(),
                    true,
                    false,
                    Optional.empty()),
                "alarm_1",
                new TypeRule(
                    Optional.empty(), Optional.empty(), Map.of(), false, true, Optional.empty())));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      textBlock =
          """
          types: 5 | There is no setting 'types'
          types: {like: 5} | There is no setting 'types.like'
          types: {like: {colour: red}} | There is no setting 'types.like.colour'
          types: {like: {colour: red}} | Settings of a type are: category, label, required,
          types: {like: {channels: {sms: true}}} | There is no setting 'types.like.channels.sms'
          types: {like: {channels: [email]}} | There is no setting 'types.like.channels
          types: {like: {label: [a, b]}} | There is no setting 'types.like.label[
          types: {Like: {required: true}} | The type 'Like'
          types: {Like: {required: true}} | must be 1 to 64 of a to z, 0 to 9
          types: {'a b': {required: true}} | The type 'a b'
          types: {like: {required: maybe}} | 'types.like.required' (in
          types: {like: {required: maybe}} | must be true or false, is 'maybe'
          types: {like: {channels: {email: 0}}} | must be true or false, is '0'
          types: {like: {label: ''}} | 'types.like.label'
          types: {like: {throttle: {count: 5}}} | needs 'types.like.throttle.window' beside it
          types: {like: {throttle: {window: 5m}}} | needs 'types.like.throttle.count' beside it
          types: {like: {throttle: {count: 0, window: 5m}}} | a number from 1 to 1000000, is '0'
          types: {like: {throttle: {count: 1, window: 5}}} | a duration such as 30s or 10m
          types: {like: {throttle: {count: 1, window: 0}}} | not 0 and at most 7d
          types: {like: {throttle: {count: 1, window: 8d}}} | not 0 and at most 7d
          """)
  void what_cannot_be_used_is_refused_by_its_name(String yaml, String message) {
    assertThatThrownBy(() -> rules(yaml))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining(message)
        .hasMessageContaining("belfry.yaml");
  }

  @Test
  void a_label_has_at_most_100_characters() throws IOException {
    assertThat(rules("types: {like: {label: " + "a".repeat(100) + "}}").types()).hasSize(1);
    assertThatThrownBy(() -> rules("types: {like: {label: " + "a".repeat(101) + "}}"))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("a text of 1 to 100 characters");
  }

  private Rules rules(String yaml) throws IOException {
    Path file = Files.writeString(folder.resolve("belfry.yaml"), yaml);
    Settings settings =
        Settings.read(
            Map.of(Setting.DATA, folder.resolve("data").toString()), Map.of(), Optional.of(file));
    return ServerOptions.of(settings, Optional.empty()).rules();
  }
}
