package io.belfry.socketio.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.http.CookieSameSite;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class EngineOptionsTest {
  @Test
  void each_setting_has_a_default() {
    assertThat(EngineOptions.defaults())
        .isEqualTo(
            new EngineOptions(
                "/engine.io/",
                Set.of(EngineProtocol.V3, EngineProtocol.V4),
                Set.of(TransportKind.POLLING, TransportKind.WEBSOCKET),
                Set.of("*"),
                Set.of(),
                RequestGate.OPEN,
                StickyCookie.NONE,
                Deflate.OFF,
                1024,
                Duration.ofSeconds(25),
                Duration.ofSeconds(20),
                Duration.ofSeconds(10),
                Duration.ofSeconds(10),
                Duration.ofSeconds(20),
                1_000_000,
                1_000,
                100,
                10_000,
                1 << 20,
                100_000,
                50_000,
                20_000,
                10_000));
  }

  @Test
  void each_setting_can_be_changed() {
    EngineOptions changed =
        EngineOptions.defaults().with(options -> options.path("/a/").maxPayload(4));

    assertThat(changed)
        .isEqualTo(EngineOptions.defaults().withPath("/a/").withMaxPayload(4))
        .isNotEqualTo(EngineOptions.defaults());
  }

  @Test
  void a_setting_that_makes_no_sense_is_refused() {
    List<UnaryOperator<EngineOptions>> changes =
        List.of(
            options -> options.withPath("socket.io"),
            options -> options.withPath("/socket.io"),
            options -> options.withAllowedOrigins(Set.of("https://app.example.org/")),
            options -> options.withAllowedOrigins(Set.of("app.example.org")),
            options -> options.withProtocols(Set.of()),
            options -> options.withTransports(Set.of()),
            options -> options.withTrustedProxies(Set.of("example.org")),
            options -> options.withTrustedProxies(Set.of("10.0.0.0/33")),
            options -> options.withTrustedProxies(Set.of("10.0.0.0/x")),
            options -> options.withCompressPollsFrom(-1),
            options -> options.withPingInterval(Duration.ZERO),
            options -> options.withPingTimeout(Duration.ofSeconds(-1)),
            options -> options.withUpgradeTimeout(Duration.ZERO),
            options -> options.withGateTimeout(Duration.ZERO),
            options -> options.withPostTimeout(Duration.ZERO),
            options -> options.withMaxPayload(0),
            options -> options.withMaxFragments(0),
            options -> options.withMaxControlFrames(0),
            options -> options.withMaxPacketsPerPost(0),
            options -> options.withMaxBufferedBytes(-1),
            options -> options.withMaxSessions(0),
            options -> options.withMaxSessionsPerAddress(0),
            options -> options.withMaxHandshakesPerSecond(0),
            options -> options.withMaxHandshakesPerSecondPerAddress(0),
            options -> options.withDeflate(new Deflate(true, 0, 15)),
            options -> options.withDeflate(new Deflate(true, 1, 8)),
            options -> options.withDeflate(new Deflate(true, 1, 16)),
            options -> options.withCookie(StickyCookie.named("a=b")),
            options -> options.withCookie(new StickyCookie("a", "/", CookieSameSite.NONE, false)));

    assertThat(changes)
        .allSatisfy(
            change ->
                assertThatThrownBy(() -> change.apply(EngineOptions.defaults()))
                    .isInstanceOf(IllegalArgumentException.class));
  }
}
