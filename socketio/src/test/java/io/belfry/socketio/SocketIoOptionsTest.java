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
                + " transports=[WEBSOCKET]], connectTimeout=PT45S, maxAttachments=10,"
                + " maxNamespaces=100, maxPendingAcks=1000, maxJsonDepth=100, maxNamespaceName=255,"
                + " maxDynamicNamespaces=10000, maxPendingEvents=1000, adapterTimeout=PT5S,"
                + " recovery=RecoveryOptions[enabled=false, maxDisconnection=PT2M,"
                + " maxEvents=10000, maxBytes=16777216, maxAge=PT2M, maxDisconnected=10000,"
                + " skipMiddlewares=false]]");
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
                .withMaxAttachments(7)
                .withMaxNamespaces(8)
                .withMaxPendingAcks(9)
                .withMaxJsonDepth(10)
                .withMaxNamespaceName(12)
                .withMaxDynamicNamespaces(13)
                .withMaxPendingEvents(14)
                .withAdapterTimeout(Duration.ofSeconds(15))
                .withRecovery(
                    RecoveryOptions.on()
                        .withMaxDisconnection(Duration.ofSeconds(16))
                        .withMaxEvents(17)
                        .withMaxBytes(18)
                        .withMaxAge(Duration.ofSeconds(19))
                        .withMaxDisconnected(20)
                        .withSkipMiddlewares(true)))
        .hasToString(
            "SocketIoOptions[engine=EngineOptions[path=/a/, pingInterval=PT1S, pingTimeout=PT2S,"
                + " upgradeTimeout=PT3S, maxPayload=4, maxBufferedBytes=5, maxSessions=11,"
                + " allowedOrigins=[o], transports=[POLLING]], connectTimeout=PT6S,"
                + " maxAttachments=7, maxNamespaces=8, maxPendingAcks=9, maxJsonDepth=10,"
                + " maxNamespaceName=12,"
                + " maxDynamicNamespaces=13, maxPendingEvents=14, adapterTimeout=PT15S,"
                + " recovery=RecoveryOptions[enabled=true, maxDisconnection=PT16S, maxEvents=17,"
                + " maxBytes=18, maxAge=PT19S, maxDisconnected=20, skipMiddlewares=true]]");
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
            options -> options.withMaxAttachments(-1),
            options -> options.withMaxNamespaces(0),
            options -> options.withMaxPendingAcks(-1),
            options -> options.withMaxJsonDepth(0),
            options -> options.withMaxNamespaceName(0),
            options -> options.withMaxDynamicNamespaces(-1),
            options -> options.withMaxPendingEvents(-1),
            options -> options.withAdapterTimeout(Duration.ZERO),
            options ->
                options.withRecovery(RecoveryOptions.on().withMaxDisconnection(Duration.ZERO)),
            options -> options.withRecovery(RecoveryOptions.on().withMaxAge(Duration.ZERO)),
            options -> options.withRecovery(RecoveryOptions.on().withMaxEvents(0)),
            options -> options.withRecovery(RecoveryOptions.on().withMaxBytes(0)),
            options -> options.withRecovery(RecoveryOptions.on().withMaxDisconnected(0)));

    assertThat(changes)
        .allSatisfy(
            change ->
                assertThatThrownBy(() -> change.apply(SocketIoOptions.defaults()))
                    .isInstanceOf(IllegalArgumentException.class));
  }
}
