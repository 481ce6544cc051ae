package io.belfry.socketio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.belfry.socketio.engine.TransportKind;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class SocketIoOptionsTest {
  @Test
  void each_setting_has_a_default() {
    SocketIoOptions defaults =
        SocketIoOptions.defaults()
            .withEngine(engine -> engine.withTransports(Set.of(TransportKind.WEBSOCKET)));

    assertThat(defaults)
        .hasToString(
            "SocketIoOptions[engine=EngineOptions[path=/socket.io/, pingInterval=PT25S,"
                + " pingTimeout=PT20S, upgradeTimeout=PT10S, maxPayload=1000000,"
                + " maxBufferedBytes=1048576, maxSessions=100000, allowedOrigins=[*],"
                + " transports=[WEBSOCKET]], connectTimeout=PT45S, maxEventName=256,"
                + " maxAckId=9007199254740991, maxAttachments=10, maxAttachmentBytes=4000000,"
                + " maxNamespaces=100, maxPendingAcks=1000, maxJsonDepth=100]");
    assertThat(SocketIoOptions.defaults().engine().transports())
        .containsExactlyInAnyOrder(TransportKind.values());
  }

  @Test
  void each_setting_can_be_changed() {
    assertThat(
            SocketIoOptions.defaults()
                .withEngine(
                    engine ->
                        engine
                            .withPath("/a/")
                            .withPingInterval(Duration.ofSeconds(1))
                            .withPingTimeout(Duration.ofSeconds(2))
                            .withUpgradeTimeout(Duration.ofSeconds(3))
                            .withMaxPayload(4)
                            .withMaxBufferedBytes(5)
                            .withMaxSessions(11)
                            .withAllowedOrigins(Set.of("o"))
                            .withTransports(Set.of(TransportKind.POLLING)))
                .withConnectTimeout(Duration.ofSeconds(6))
                .withMaxEventName(12)
                .withMaxAckId(13)
                .withMaxAttachments(7)
                .withMaxAttachmentBytes(14)
                .withMaxNamespaces(8)
                .withMaxPendingAcks(9)
                .withMaxJsonDepth(10))
        .hasToString(
            "SocketIoOptions[engine=EngineOptions[path=/a/, pingInterval=PT1S, pingTimeout=PT2S,"
                + " upgradeTimeout=PT3S, maxPayload=4, maxBufferedBytes=5, maxSessions=11,"
                + " allowedOrigins=[o], transports=[POLLING]], connectTimeout=PT6S,"
                + " maxEventName=12, maxAckId=13, maxAttachments=7, maxAttachmentBytes=14,"
                + " maxNamespaces=8, maxPendingAcks=9, maxJsonDepth=10]");
  }

  @Test
  void a_setting_that_makes_no_sense_is_refused() {
    List<UnaryOperator<SocketIoOptions>> changes =
        List.of(
            options -> options.withEngine(engine -> engine.withPath("socket.io")),
            options -> options.withEngine(engine -> engine.withPath("/socket.io")),
            options -> options.withEngine(engine -> engine.withPingInterval(Duration.ZERO)),
            options -> options.withEngine(engine -> engine.withPingTimeout(Duration.ofSeconds(-1))),
            options -> options.withEngine(engine -> engine.withUpgradeTimeout(Duration.ZERO)),
            options -> options.withEngine(engine -> engine.withMaxPayload(0)),
            options -> options.withEngine(engine -> engine.withMaxBufferedBytes(-1)),
            options -> options.withEngine(engine -> engine.withMaxSessions(0)),
            options -> options.withEngine(engine -> engine.withTransports(Set.of())),
            options -> options.withConnectTimeout(Duration.ZERO),
            options -> options.withMaxEventName(0),
            options -> options.withMaxAckId(-1),
            options -> options.withMaxAckId(1L << 53),
            options -> options.withMaxAttachments(-1),
            options -> options.withMaxAttachmentBytes(-1),
            options -> options.withMaxNamespaces(0),
            options -> options.withMaxPendingAcks(-1),
            options -> options.withMaxJsonDepth(0));

    assertThat(changes)
        .allSatisfy(
            change ->
                assertThatThrownBy(() -> change.apply(SocketIoOptions.defaults()))
                    .isInstanceOf(IllegalArgumentException.class));
  }
}
