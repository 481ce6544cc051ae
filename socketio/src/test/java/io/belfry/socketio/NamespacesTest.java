package io.belfry.socketio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Objects;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class NamespacesTest extends SocketIoTest {
  @Test
  void the_slash_may_be_left_out_and_a_comma_is_refused() {
    assertThat(io.of("news")).isSameAs(io.of("/news"));
    assertThat(io.of("").name()).isEqualTo("/");
    assertThatThrownBy(() -> io.of("/a,b"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("no comma: /a,b");
  }

  @Test
  void who_lets_go_of_a_namespace_that_is_gone_leaves_its_successor_alone() {
    ParentNamespace parent = io.of(Pattern.compile("/room-\\d"));
    Namespaces namespaces = io.namespaces();
    Namespace first = hold(parent);
    namespaces.release(first);
    Namespace second = hold(parent);

    namespaces.release(first);

    assertThat(second).isNotSameAs(first);
    assertThat(namespaces.find("/room-1")).containsSame(second);
    namespaces.release(second);
    assertThat(namespaces.find("/room-1")).isEmpty();
  }

  private Namespace hold(ParentNamespace parent) {
    return Objects.requireNonNull(io.namespaces().hold("/room-1", parent));
  }
}
