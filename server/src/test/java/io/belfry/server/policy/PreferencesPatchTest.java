package io.belfry.server.policy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.belfry.server.problem.Checked;
import io.belfry.server.problem.FieldError;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class PreferencesPatchTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final long NOW = 1_790_000_000_000L;
  private static final Preferences NONE = Preferences.NONE;

  private static final Rules RULES =
      new Rules(
          Map.of(),
          Map.of(
              "security",
              new TypeRule(
                  Optional.empty(), Optional.empty(), Map.of(), true, false, Optional.empty())),
          Optional.empty());

  /// JSON in apostrophes instead of quotes.
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      textBlock =
          """
          {} | {} | {}
          {'channels':{'push':false}} | {} | {'channels':{'push':false}}
          {} | {'channels':{'push':false}} | {'channels':{'push':false}}
          {'channels':{'push':false}} | {'channels':{'push':true}} | {'channels':{'push':true}}
          {'channels':{'push':false}} | {'channels':{'push':null}} | {}
          {'channels':{'push':false}} | {'channels':null} | {}
          {} | {'channels':{'push':null}} | {}
          {} | {'types':{'like':{'toast':false}}} | {'types':{'like':{'toast':false}}}
          {'types':{'like':{'toast':false}}} | {'types':{'like':{'toast':null}}} | {}
          {'types':{'like':{'toast':false}}} | {'types':{'like':null}} | {}
          {'types':{'like':{'toast':false}}} | {'types':null} | {}
          {} | {'types':{'like':{}}} | {}
          {'doNotDisturbUntil':1790000000001} | {'doNotDisturbUntil':null} | {}
          {} | {'doNotDisturbUntil':1790000000001} | {'doNotDisturbUntil':1790000000001}
          {} | {'doNotDisturbUntil':'2026-09-21T14:13:21Z'} | {'doNotDisturbUntil':1790000001000}
          {} | {'doNotDisturbFor':1} | {'doNotDisturbUntil':1790000001000}
          {} | {'doNotDisturbFor':31536000} | {'doNotDisturbUntil':1821536000000}
          {} | {'types':{'security':{'toast':true}}} | {'types':{'security':{'toast':true}}}
          {'types':{'security':{'toast':false}}} | {'types':{'security':null}} | {}
          {} | {'emailDigest':'weekly'} | {'emailDigest':'weekly'}
          {'emailDigest':'weekly'} | {'emailDigest':'hourly'} | {'emailDigest':'hourly'}
          {'emailDigest':'daily'} | {'emailDigest':null} | {}
          {} | {'emailDigest':null} | {}
          {'emailDigest':'monthly'} | {} | {}
          """)
  void it_is_merged(String before, String patch, String after) {
    assertThat(merged(Preferences.parse(quoted(before)), quoted(patch)).json())
        .isEqualTo(quoted(after));
  }

  @Test
  void members_that_it_does_not_name_stay() {
    Preferences before =
        Preferences.parse(
            quoted(
                """
                {'channels':{'toast':true,'email':false},'types':{'info':{'sound':true},\
                'like':{'toast':false}},'quietHours':[{'days':['mon'],'from':'22:00',\
                'to':'07:00'}],'doNotDisturbUntil':1790000000001,'emailDigest':'daily'}"""));

    assertThat(
            merged(before, quoted("{'channels':{'email':null},'types':{'like':{'push':true}}}"))
                .json())
        .isEqualTo(
            quoted(
                """
                {'channels':{'toast':true},'types':{'info':{'sound':true},\
                'like':{'toast':false,'push':true}},'quietHours':[{'days':['mon'],'from':'22:00',\
                'to':'07:00'}],'doNotDisturbUntil':1790000000001,'emailDigest':'daily'}"""));
  }

  @Test
  void quiet_hours_are_replaced_as_a_whole() {
    Preferences before =
        merged(NONE, quoted("{'quietHours':[{'days':['sat','mon'],'from':'22:00','to':'24:00'}]}"));
    String day = quoted("{'quietHours':[{'from':'00:00','to':'24:00'}]}");

    assertThat(before.json())
        .isEqualTo(quoted("{'quietHours':[{'days':['mon','sat'],'from':'22:00','to':'00:00'}]}"));
    assertThat(merged(before, day).json()).isEqualTo(day);
    assertThat(merged(before, quoted("{'quietHours':[]}"))).isEqualTo(NONE);
    assertThat(merged(before, quoted("{'quietHours':null}"))).isEqualTo(NONE);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      textBlock =
          """
          [] | | must be an object
          'x' | | must be an object
          {'channel':{}} | /channel | is not a known field
          {'channels':true} | /channels | must be an object
          {'channels':{'sms':true}} | /channels/sms | is not a channel: these are inApp, toast,
          {'channels':{'a/b~':true}} | /channels/a~1b~0 | is not a channel
          {'channels':{'push':'no'}} | /channels/push | must be true, false or null
          {'channels':{'push':{}}} | /channels/push | must be true, false or null
          {'types':[]} | /types | must be an object
          {'types':{'Like':{}}} | /types/Like | must have a name of 1 to 64 of a to z
          {'types':{'':null}} | /types/ | must have a name of 1 to 64 of a to z
          {'types':{'like':false}} | /types/like | must be an object
          {'types':{'like':{'sms':false}}} | /types/like/sms | is not a channel
          {'types':{'security':{'push':false}}} | /types/security/push | cannot be switched off
          {'quietHours':{}} | /quietHours | must be an array
          {'quietHours':[1]} | /quietHours/0 | must be an object
          {'quietHours':[{'from':'22:00'}]} | /quietHours/0/to | is missing
          {'quietHours':[{'to':'22:00'}]} | /quietHours/0/from | is missing
          {'quietHours':[{'from':'08:00','to':'08:00'}]} | /quietHours/0/to | must not be the same
          {'quietHours':[{'from':'8:00','to':'09:00'}]} | /quietHours/0/from | must be a time such
          {'quietHours':[{'from':'24:00','to':'09:00'}]} | /quietHours/0/from | must be a time such
          {'quietHours':[{'from':'23:00','to':'24:01'}]} | /quietHours/0/to | must be a time such
          {'quietHours':[{'from':1,'to':'09:00'}]} | /quietHours/0/from | must be a time such
          {'quietHours':[{'from':'08:00','to':'09:00','x':1}]} | /quietHours/0/x | is not a known
          {'quietHours':[{'from':'08:00','to':'09:00','days':[]}]} | /quietHours/0/days | one day
          {'quietHours':[{'from':'08:00','to':'09:00','days':['Mo']}]} | /quietHours/0/days/0 | mon
          {'doNotDisturbUntil':true} | /doNotDisturbUntil | must be epoch milliseconds
          {'doNotDisturbUntil':1790000000001.5} | /doNotDisturbUntil | must be epoch milliseconds
          {'doNotDisturbUntil':99999999999999999999} | /doNotDisturbUntil | must be epoch
          {'doNotDisturbUntil':'tomorrow'} | /doNotDisturbUntil | must be epoch milliseconds
          {'doNotDisturbUntil':1790000000000} | /doNotDisturbUntil | must be in the future
          {'doNotDisturbUntil':0} | /doNotDisturbUntil | must be in the future
          {'doNotDisturbUntil':-1} | /doNotDisturbUntil | must be in the future
          {'doNotDisturbUntil':9223372036854775807} | /doNotDisturbUntil | within 365 days
          {'doNotDisturbUntil':1821536000001} | /doNotDisturbUntil | within 365 days
          {'doNotDisturbUntil':'2020-01-01T00:00:00Z'} | /doNotDisturbUntil | must be in the future
          {'doNotDisturbFor':0} | /doNotDisturbFor | must be a whole number of seconds from 1 to
          {'doNotDisturbFor':31536001} | /doNotDisturbFor | must be a whole number of seconds
          {'doNotDisturbFor':1.5} | /doNotDisturbFor | must be a whole number of seconds
          {'doNotDisturbFor':null} | /doNotDisturbFor | must be a whole number of seconds
          {'doNotDisturbFor':1,'doNotDisturbUntil':null} | /doNotDisturbFor | must not be given
          {'emailDigest':'monthly'} | /emailDigest | must be hourly, daily, weekly or null
          {'emailDigest':'DAILY'} | /emailDigest | must be hourly, daily, weekly or null
          {'emailDigest':''} | /emailDigest | must be hourly, daily, weekly or null
          {'emailDigest':1} | /emailDigest | must be hourly, daily, weekly or null
          {'emailDigest':['daily']} | /emailDigest | must be hourly, daily, weekly or null
          """)
  void a_bad_one_is_refused_at_its_field(String patch, String path, String message) {
    assertThat(errors(quoted(patch)))
        .singleElement()
        .satisfies(
            error -> {
              assertThat(error.path()).isEqualTo(path == null ? "" : path);
              assertThat(error.message()).contains(message);
            });
  }

  @Test
  void all_that_is_wrong_is_told_at_once() {
    assertThat(errors(quoted("{'channels':{'sms':1,'push':1},'quietHours':7,'x':null}")))
        .extracting(FieldError::path)
        .containsExactly("/channels/sms", "/channels/push", "/quietHours", "/x");
  }

  @Test
  void there_is_a_most_of_windows_and_types() {
    String window = "{'from':'08:00','to':'09:00'},";

    assertThat(merged(NONE, quoted(windows(window.repeat(21)))).quietHours()).hasSize(21);
    assertThat(errors(quoted(windows(window.repeat(22)))))
        .containsExactly(new FieldError("/quietHours", "must have at most 21 windows, has 22"));

    Preferences full = merged(NONE, types(0, 200));
    assertThat(full.types()).hasSize(200);
    assertThat(applied(full, types(200, 201)))
        .isEqualTo(
            new Checked.Invalid<>(
                List.of(
                    new FieldError(
                        "/types",
                        "must leave choices for at most 200 types, leaves them for 201"))));
    assertThat(merged(full, quoted("{'types':{'t0':null,'t200':{'push':true}}}")).types())
        .hasSize(200);
  }

  private static String windows(String list) {
    return "{'quietHours':[" + list.substring(0, list.length() - 1) + "]}";
  }

  private static String types(int from, int to) {
    ObjectNode patch = JSON.createObjectNode();
    ObjectNode types = patch.putObject("types");
    for (int i = from; i < to; i++) {
      types.putObject("t" + i).put("push", false);
    }
    return patch.toString();
  }

  @Property
  void twice_is_once(@ForAll("preferences") Preferences before, @ForAll("patches") String patch) {
    Preferences once = merged(before, patch);

    assertThat(merged(once, patch)).isEqualTo(once);
  }

  @Property
  void an_empty_one_changes_nothing(@ForAll("preferences") Preferences before) {
    assertThat(merged(before, "{}")).isEqualTo(before);
  }

  @Property
  void what_was_chosen_is_a_patch_that_makes_it(@ForAll("preferences") Preferences chosen) {
    ObjectNode json = (ObjectNode) tree(chosen.json());
    json.remove("doNotDisturbUntil");

    Preferences made = merged(NONE, json.toString());
    assertThat(made)
        .isEqualTo(
            new Preferences(
                chosen.channels(), chosen.types(), chosen.quietHours(), 0, chosen.emailDigest()));
  }

  @Property
  void preferences_are_read_as_they_were_written(@ForAll("preferences") Preferences chosen) {
    assertThat(Preferences.parse(chosen.json())).isEqualTo(chosen);
    assertThat(chosen.json().equals("{}")).isEqualTo(chosen.isNone());
  }

  @Provide
  Arbitrary<Preferences> preferences() {
    return Cases.preferences(NOW);
  }

  @Provide
  Arbitrary<String> patches() {
    Arbitrary<String> values = Arbitraries.of("true", "false", "null");
    Arbitrary<String> channels =
        Arbitraries.oneOf(
            Arbitraries.just("null"),
            Combinators.combine(Arbitraries.of(Channel.class), values)
                .as((channel, value) -> "{\"%s\":%s}".formatted(channel.wire(), value)));
    Arbitrary<String> types =
        Arbitraries.oneOf(
            Arbitraries.just("null"),
            channels.map(choices -> "{\"like\":" + choices + "}"),
            channels.map(choices -> "{\"info\":" + choices + "}"));
    Arbitrary<String> quietHours =
        Arbitraries.of(
            "null",
            "[]",
            quoted("[{'from':'01:00','to':'02:00'}]"),
            quoted("[{'days':['sun'],'from':'23:00','to':'02:00'}]"));
    Arbitrary<String> pauses = Arbitraries.of("null", "" + (NOW + 1), "\"2026-12-01T00:00:00Z\"");
    Arbitrary<String> digests = Arbitraries.of("null", "\"hourly\"", "\"weekly\"");
    return Arbitraries.oneOf(
            channels.map(each -> "\"channels\":" + each),
            types.map(each -> "\"types\":" + each),
            quietHours.map(each -> "\"quietHours\":" + each),
            pauses.map(each -> "\"doNotDisturbUntil\":" + each),
            digests.map(each -> "\"emailDigest\":" + each))
        .list()
        .ofMaxSize(4)
        .uniqueElements(member -> member.substring(0, member.indexOf(':')))
        .map(members -> "{" + String.join(",", members) + "}");
  }

  private static Preferences merged(Preferences before, String patch) {
    return switch (applied(before, patch)) {
      case Checked.Valid<Preferences>(Preferences after) -> after;
      case Checked.Invalid<Preferences>(List<FieldError> errors) ->
          throw new AssertionError(patch + ": " + errors);
    };
  }

  private static List<FieldError> errors(String patch) {
    return switch (applied(NONE, patch)) {
      case Checked.Valid<Preferences>(Preferences after) -> throw new AssertionError(after.json());
      case Checked.Invalid<Preferences>(List<FieldError> errors) -> errors;
    };
  }

  private static Checked<Preferences> applied(Preferences before, String patch) {
    return switch (PreferencesPatch.parse(tree(patch), RULES)) {
      case Checked.Valid<PreferencesPatch>(PreferencesPatch valid) -> valid.applyTo(before, NOW);
      case Checked.Invalid<PreferencesPatch>(List<FieldError> errors) ->
          new Checked.Invalid<>(errors);
    };
  }

  private static JsonNode tree(String json) {
    try {
      return JSON.readTree(json);
    } catch (JsonProcessingException malformed) {
      throw new AssertionError(malformed);
    }
  }

  private static String quoted(String json) {
    return json.replace('\'', '"');
  }
}
