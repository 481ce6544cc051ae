package io.belfry.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class JwtTest {

  /// The expected token was made by another implementation of HMAC-SHA256.
  @Test
  void a_token_is_signed_with_hs256() {
    assertThat(
            Jwt.hs256(
                "a-secret-of-at-least-32-bytes-long", "u1", Instant.ofEpochSecond(1_767_225_600)))
        .isEqualTo(
            "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJzdWIiOiJ1MSIsImV4cCI6MTc2NzIyNTYwMH0."
                + "2W5SE7XxBzZUi9SyNNN5Tq8qwfbksEipX-dByKgtn70");
  }
}
