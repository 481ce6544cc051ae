package io.belfry.socketio.engine;

import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/// An upgrade under way: a WebSocket that asks to take over a polling session.
///
/// The client probes (`2probe`), is answered (`3probe`), lets its last poll end, and takes over
/// (`5`). Confined to the session's event loop.
final class Upgrade implements WebSocketReceiver {
  private static final String PROBE = "probe";
  private static final EngineMessage PROBE_ANSWER =
      EngineMessage.packet(PacketType.PONG, PROBE.getBytes(StandardCharsets.UTF_8));

  private final Session session;
  private final WebSocketTransport candidate;
  private final Timeout timeout = new Timeout();
  private boolean probed;
  private boolean over;
  private CloseReason ending = CloseReason.CONNECT_TIMEOUT;
  private boolean leaving;

  Upgrade(Session session, WebSocketTransport candidate, Duration timeout) {
    this.session = session;
    this.candidate = candidate;
    session.loop().schedule(this.timeout, timeout);
  }

  /// Whether the client knows that the WebSocket works, and wants its poll to end.
  boolean isProbed() {
    return probed;
  }

  /// Gives it up because the session is closed. A client that was told to move does not poll any
  /// more, and hears of the end only over the WebSocket that it moves to.
  void abandon(CloseReason reason) {
    if (probed && reason.isOurs()) {
      leaving = true;
      ending = reason;
    } else {
      boolean stopping = reason == CloseReason.SERVER_SHUTDOWN;
      fail(stopping ? reason : CloseReason.FORCED_CLOSE);
    }
  }

  @Override
  public void onText(WebSocketTransport from, ByteBuf packet) {
    if (over) {
      return;
    }
    PacketType type = packet.isReadable() ? PacketType.of(packet.readByte()) : null;
    if (leaving) {
      if (type == PacketType.UPGRADE) {
        session.leaveOver(candidate);
      }
      fail(ending);
      return;
    }
    if (type == PacketType.PING
        && !probed
        && packet.toString(StandardCharsets.UTF_8).equals(PROBE)) {
      probed = true;
      candidate.send(PROBE_ANSWER, false);
      candidate.flush();
      PollingTransport polling = session.polling();
      if (polling != null) {
        polling.answerPoll();
      }
    } else if (type == PacketType.UPGRADE && probed) {
      over = true;
      timeout.cancel();
      session.upgraded(candidate);
    } else {
      fail(CloseReason.PARSE_ERROR);
    }
  }

  @Override
  public void onBinary(WebSocketTransport from, ByteBuf payload) {
    fail(CloseReason.PARSE_ERROR);
  }

  @Override
  public void onClosed(WebSocketTransport from, CloseReason reason) {
    fail(reason);
  }

  /// Ends it once; the end of the closed WebSocket comes here again.
  private void fail(CloseReason reason) {
    if (!over) {
      over = true;
      timeout.cancel();
      candidate.close(reason);
      session.upgradeFailed();
    }
  }

  /// The end of the time for the upgrade.
  private final class Timeout extends Deadline {
    @Override
    protected void expired() {
      if (!leaving) {
        session.metrics().limitExceeded(EngineLimit.UPGRADE_TIME);
      }
      fail(ending);
    }
  }
}
