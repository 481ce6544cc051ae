package io.belfry.socketio.engine;

import io.netty.buffer.ByteBuf;
import java.util.ArrayDeque;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/// HTTP long-polling: the client's GET waits until there is something for it, its POSTs bring what
/// it has to say.
///
/// Confined to the session's event loop.
final class PollingTransport implements Transport {
  private static final EngineMessage CLOSE = EngineMessage.packet(PacketType.CLOSE);
  private static final EngineMessage NOOP = EngineMessage.packet(PacketType.NOOP);

  private final Session session;
  private final EngineOptions options;
  private final PollingCodec codec;
  private final Queue<EngineMessage> queue = new ArrayDeque<>(2);
  private long queuedBytes;
  private @Nullable HttpExchange poll;
  private boolean posting;
  private @Nullable Farewell farewell;

  PollingTransport(Session session, EngineOptions options, PollingCodec codec) {
    this.session = session;
    this.options = options;
    this.codec = codec;
  }

  @Override
  public TransportKind kind() {
    return TransportKind.POLLING;
  }

  @Override
  public boolean isReady() {
    return poll != null;
  }

  @Override
  public boolean send(EngineMessage message, boolean turnBegun) {
    long limit = options.bufferLimit(turnBegun);
    if (queuedBytes > limit) {
      answerPoll();
      if (queuedBytes > limit) {
        return false;
      }
    }
    queue.add(message);
    queuedBytes += message.length();
    return true;
  }

  @Override
  public void flush() {
    answerPoll();
  }

  /// Answers the poll that waits, if there is something to answer it with.
  void answerPoll() {
    if (poll == null) {
      return;
    }
    if (queue.isEmpty() && session.isProbed()) {
      queue.add(NOOP);
    }
    if (!queue.isEmpty()) {
      HttpExchange waiting = poll;
      poll = null;
      waiting.answer(codec.encode(queue));
      queuedBytes = 0;
    }
  }

  /// Takes a GET, which is answered when there is something to send.
  void onPoll(HttpExchange exchange) {
    if (farewell != null) {
      farewell.say(exchange);
    } else if (!session.isOpen()) {
      exchange.refuse(RequestError.UNKNOWN_SID);
    } else if (refuseOverdue(exchange)) {
      return;
    } else if (poll != null) {
      session.exceeded(EngineLimit.REQUESTS_AT_ONCE);
      exchange.refuse(RequestError.BAD_REQUEST);
    } else {
      poll = exchange;
      answerPoll();
    }
  }

  private boolean refuseOverdue(HttpExchange exchange) {
    boolean overdue = session.isOpen() && session.isOverdue();
    if (overdue) {
      session.close(CloseReason.PING_TIMEOUT);
      exchange.refuse(RequestError.UNKNOWN_SID);
    }
    return overdue;
  }

  /// Ends the session because the client gave up its poll.
  void onAborted(HttpExchange exchange) {
    if (poll == exchange) {
      poll = null;
      session.close(CloseReason.TRANSPORT_CLOSE);
    }
  }

  /// Begins a POST; refuses it when another is not finished or the session is closed.
  void onPostBegin(HttpExchange exchange) {
    if (!session.isOpen()) {
      exchange.refuse(RequestError.UNKNOWN_SID);
    } else if (refuseOverdue(exchange)) {
      return;
    } else if (posting) {
      session.exceeded(EngineLimit.REQUESTS_AT_ONCE);
      exchange.refuse(RequestError.BAD_REQUEST);
    } else {
      posting = true;
    }
  }

  /// Takes the body of a POST; `binary` when it is said to be bytes, and not text.
  void onPost(HttpExchange exchange, ByteBuf body, boolean binary) {
    posting = false;
    if (exchange.isAnswered()) {
      return;
    }
    if (!session.isOpen()) {
      exchange.refuse(RequestError.BAD_REQUEST);
      return;
    }
    try {
      if (codec.decode(body, binary, options.maxPacketsPerPost(), session)) {
        exchange.acknowledge();
      } else {
        session.exceeded(EngineLimit.PACKETS_PER_POST);
        exchange.refuse(RequestError.BAD_REQUEST);
      }
    } catch (MalformedPayloadException e) {
      session.close(CloseReason.PARSE_ERROR);
      exchange.refuse(RequestError.BAD_REQUEST);
    }
  }

  /// Moves what is queued to the WebSocket that takes over; false when it does not take it all.
  boolean handOver(WebSocketTransport successor) {
    if (farewell != null) {
      farewell.cancel();
    }
    boolean taken = true;
    boolean begun = false;
    for (EngineMessage message : queue) {
      taken = taken && successor.send(message, begun);
      begun = true;
    }
    queue.clear();
    if (poll != null) {
      queue.add(NOOP);
      answerPoll();
    }
    return taken;
  }

  @Override
  public void close(CloseReason reason) {
    if (reason == CloseReason.SLOW_READER) {
      queue.clear();
    }
    if (reason.isOurs() && (poll == null || !queue.isEmpty())) {
      answerPoll();
      farewell = new Farewell();
      session.loop().schedule(farewell, options.pingTimeout());
    } else {
      queue.add(reason == CloseReason.TRANSPORT_CLOSE ? NOOP : CLOSE);
      answerPoll();
      session.forget();
    }
  }

  /// What a client still has to hear, in its next polls: the last messages, and then that it is
  /// over. Clients 4.x would take note of the end before the messages that came with it.
  private final class Farewell extends Deadline {
    private void say(HttpExchange exchange) {
      boolean last = queue.isEmpty();
      if (last) {
        cancel();
        queue.add(CLOSE);
        session.forget();
      }
      exchange.answer(codec.encode(queue));
    }

    @Override
    protected void expired() {
      session.forget();
    }
  }
}
