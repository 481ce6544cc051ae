package io.belfry.bench;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.UnpooledByteBufAllocator;
import org.junit.jupiter.api.Test;

class RequestTemplateTest {

  @Test
  void the_mark_is_written_into_the_body_and_read_back() {
    RequestTemplate template =
        RequestTemplate.post("/x", "A: b\r\n", "{\"é\":\"" + Mark.BLANK + "\",\"n\":1}");
    ByteBuf request = template.marked(UnpooledByteBufAllocator.DEFAULT, 123_456_789_012_345L, 42);

    int mark = Mark.find(request);
    assertThat(Mark.nanos(request, mark)).isEqualTo(123_456_789_012_345L);
    assertThat(Mark.number(request, mark)).isEqualTo(42);
    assertThat(request.toString(UTF_8).lines())
        .containsExactly(
            "POST /x HTTP/1.1",
            "Host: 127.0.0.1",
            "Content-Type: application/json",
            "A: b",
            "Content-Length: 40",
            "",
            "{\"é\":\"~123456789012345000000042\",\"n\":1}");
    request.release();
  }

  @Test
  void a_body_without_mark_is_refused() {
    assertThatThrownBy(() -> RequestTemplate.post("/x", "", "{}"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void a_notification_has_200_bytes() {
    assertThat("{" + Dialect.NOTIFICATION + "}").hasSize(200);
  }
}
