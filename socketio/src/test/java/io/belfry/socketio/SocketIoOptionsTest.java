package io.belfry.socketio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.belfry.socketio.engine.EngineOptions;
import java.time.Duration;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class SocketIoOptionsTest {
  @Test
  void each_setting_has_a_default() {
    assertThat(SocketIoOptions.defaults())
        .hasToString(
            "SocketIoOptions[engine="
                + EngineOptions.defaults().withPath("/socket.io/")
                + ", connectTimeout=PT45S, maxEventName=256, maxAckId=9007199254740991,"
                + " maxAttachments=10, maxAttachmentBytes=4000000,"
                + " maxNamespaces=100, maxPendingAcks=1000, maxJsonDepth=100, maxNamespaceName=255,"
                + " maxDynamicNamespaces=10000, maxPendingEvents=1000,"
                + " maxPendingEventBytes=4000000, adapterTimeout=PT5S,"
                + " recovery=RecoveryOptions[enabled=false, maxDisconnection=PT2M,"
                + " maxEvents=10000, maxBytes=16777216, maxAge=PT2M, maxDisconnected=10000,"
                + " skipMiddlewares=false]]");
  }

  @Test
  void each_setting_can_be_changed() {
    assertThat(
            SocketIoOptions.defaults()
                .withEngine(engine -> engine.withPath("/a/"))
                .withConnectTimeout(Duration.ofSeconds(6))
                .withMaxEventName(22)
                .withMaxAckId(23)
                .withMaxAttachments(7)
                .withMaxAttachmentBytes(24)
                .withMaxNamespaces(8)
                .withMaxPendingAcks(9)
                .withMaxJsonDepth(10)
                .withMaxNamespaceName(12)
                .withMaxDynamicNamespaces(13)
                .withMaxPendingEvents(14)
                .withMaxPendingEventBytes(25)
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
            "SocketIoOptions[engine="
                + EngineOptions.defaults().withPath("/a/")
                + ", connectTimeout=PT6S, maxEventName=22, maxAckId=23, maxAttachments=7,"
                + " maxAttachmentBytes=24, maxNamespaces=8, maxPendingAcks=9,"
                + " maxJsonDepth=10, maxNamespaceName=12,"
                + " maxDynamicNamespaces=13, maxPendingEvents=14,"
                + " maxPendingEventBytes=25, adapterTimeout=PT15S,"
                + " recovery=RecoveryOptions[enabled=true, maxDisconnection=PT16S, maxEvents=17,"
                + " maxBytes=18, maxAge=PT19S, maxDisconnected=20, skipMiddlewares=true]]");
  }

  @Test
  void a_setting_that_makes_no_sense_is_refused() {
    List<UnaryOperator<SocketIoOptions>> changes =
        List.of(
            options -> options.withConnectTimeout(Duration.ZERO),
            options -> options.withMaxEventName(0),
            options -> options.withMaxAckId(-1),
            options -> options.withMaxAckId(1L << 53),
            options -> options.withMaxAttachments(-1),
            options -> options.withMaxAttachmentBytes(-1),
            options -> options.withMaxNamespaces(0),
            options -> options.withMaxPendingAcks(-1),
            options -> options.withMaxJsonDepth(0),
            options -> options.withMaxNamespaceName(0),
            options -> options.withMaxDynamicNamespaces(-1),
            options -> options.withMaxPendingEvents(-1),
            options -> options.withMaxPendingEventBytes(-1),
            options -> options.withMaxJsonDepth(1001),
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
