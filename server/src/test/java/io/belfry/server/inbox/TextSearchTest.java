package io.belfry.server.inbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.belfry.server.notification.JsonBytes;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class TextSearchTest {
  @Test
  void what_is_found_is_what_the_cases_say() {
    assertThat(SearchCases.all())
        .hasSizeGreaterThan(100)
        .filteredOn(each -> finds(each.query(), each.text()) != each.found())
        .isEmpty();
  }

  @Test
  void one_test_is_used_for_many_and_forgets_each() {
    ContentTest test = test("comment");

    assertThat(test.passes(content("New comment"))).isTrue();
    assertThat(test.passes(content("New"))).isFalse();
    assertThat(test.passes(content("x".repeat(5_000) + " comment"))).isTrue();
    assertThat(test.passes(content("Comm"))).isFalse();
  }

  @Test
  void title_message_and_the_name_of_the_actor_are_searched_together_and_nothing_else() {
    JsonBytes content =
        JsonBytes.of(
            """
            {"broadcast":"aaa","topic":"bbb","type":"ccc","title":"ddd","message":"eee",\
            "priority":"normal","url":"/fff","icon":"/ggg","actor":{"id":"hhh","name":"iii",\
            "avatar":"/jjj"},"data":{"title":"kkk","lll":{"message":"mmm"}}}\
            """);

    assertThat(test("eee iii ddd").passes(content)).isTrue();
    for (String each : List.of("aaa", "bbb", "ccc", "fff", "ggg", "hhh", "jjj", "kkk", "mmm")) {
      assertThat(test(each).passes(content)).as(each).isFalse();
    }
    assertThat(test("dddeee").passes(content)).isFalse();
  }

  @Test
  void words_are_those_of_the_text_each_once() {
    assertThat(TextSearch.words("Order-42, ORDER 会议!")).containsExactly(" order", " 42", "会议");
    for (String nothing : List.of("", " ", "!?…", "\u0301", "\u200d", "--- . ---", "€ + $")) {
      assertThat(TextSearch.words(nothing)).as(nothing).isEmpty();
    }
  }

  @Test
  void text_that_is_not_well_formed_is_searched_all_the_same() {
    assertThat(finds("ann", "Ann \ud83d")).isTrue();
    assertThat(finds("ann", "\ude00Ann\ud83d")).isTrue();
    assertThat(TextSearch.words("\ud83d")).isEmpty();
  }

  @Test
  void a_search_has_one_to_sixteen_words() {
    List<String> words = IntStream.range(0, 17).mapToObj(i -> " " + i).toList();

    assertThat(new TextSearch(words.subList(1, 17)).words()).hasSize(16);
    assertThatThrownBy(() -> new TextSearch(words)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new TextSearch(List.of()))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static boolean finds(String query, String text) {
    return test(query).passes(content(text));
  }

  private static ContentTest test(String query) {
    var search = new TextSearch(TextSearch.words(query));
    return new ContentTest(new ContentFilter(Set.of(), List.of(), Optional.of(search)));
  }

  private static JsonBytes content(String title) {
    return JsonBytes.of(JsonNodeFactory.instance.objectNode().put("title", title).toString());
  }
}
