package io.belfry.server.cluster.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class RedisOptionsTest {
  @Test
  void a_url_names_a_server_and_how_to_be_let_in() {
    assertThat(RedisServer.parse("redis://cache"))
        .containsExactly(new RedisServer("cache", 6379, false, "", ""));
    assertThat(RedisServer.parse("rediss://ann:p%40s%3As+%2B@cache:7000/3"))
        .containsExactly(new RedisServer("cache", 7000, true, "ann", "p@s:s++"));
    assertThat(RedisServer.parse("redis://:secret@[::1]:7000"))
        .containsExactly(new RedisServer("::1", 7000, false, "", "secret"));
    assertThat(RedisServer.parse("redis://my_stack_redis_1:7000"))
        .containsExactly(new RedisServer("my_stack_redis_1", 7000, false, "", ""));
    assertThat(RedisServer.parse("redis://secret@cache"))
        .containsExactly(new RedisServer("cache", 6379, false, "", "secret"));
  }

  @Test
  void further_servers_are_entered_as_the_first_one_unless_they_say_otherwise() {
    List<RedisServer> expected =
        List.of(
            new RedisServer("a", 1, true, "ann", "secret"),
            new RedisServer("b", 2, true, "ann", "secret"),
            new RedisServer("c", 6379, false, "", ""));
    assertThat(RedisServer.parse("rediss://ann:secret@a:1, b:2,redis://c")).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "cache:6379",
        "http://:secret@cache",
        "redis://",
        "redis://:sec ret@cache",
        "redis://:secret@cache:0",
        "redis://:secret@cache:66000",
        "redis://:secret@cache,",
        "redis://:secret@a:b",
        "redis://:secret@[::1",
        "redis://:secret@a:1:2"
      })
  void what_is_no_url_is_refused_without_being_quoted(String url) {
    assertThatThrownBy(() -> RedisOptions.of(url, "belfry"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasNoCause()
        .message()
        .doesNotContain("sec");
  }

  @Test
  void nothing_that_is_printed_holds_a_secret() {
    RedisOptions options = RedisOptions.of("redis://ann:secret@a,b:2", "belfry");
    assertThat(options).hasToString("[a:6379, b:2] belfry");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a:b", "a b", "{a}", "ä"})
  void a_prefix_is_plain(String prefix) {
    assertThatThrownBy(() -> RedisOptions.of("redis://cache", prefix))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
