package io.belfry.server.api;

import io.belfry.server.action.Acts;
import io.belfry.server.inbox.Act;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.Executor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One backend that listens, by server-sent events. It is told what is new; what that does not
/// continue it reads from the store, no further than its reader takes it.
///
/// For the thread of the call's event loop, but for [#acted] and [#dismissed].
final class ActStream implements Acts.Listener {
  private static final Logger log = LoggerFactory.getLogger(ActStream.class);
  private static final int BUFFER_BYTES = 65_536;
  private static final Buffer HEARTBEAT = Buffer.buffer(":\n\n");

  private final Acts acts;
  private final HttpServerResponse response;
  private final Executor loop;
  private final Runnable cutOff;
  private long position = -1;
  private boolean reading;
  private boolean behind;
  private boolean stalled;

  /// @param cutOff closes the connection, whatever waits to be written
  ActStream(Acts acts, HttpServerResponse response, Executor loop, Runnable cutOff) {
    this.acts = acts;
    this.response = response;
    this.loop = loop;
    this.cutOff = cutOff;
  }

  /// Begins after the act of the number `since`, or now. A number that was not given yet is one of
  /// another store: then everything is told.
  void begin(OptionalLong since) {
    acts.listen(this);
    acts.last()
        .whenCompleteAsync(
            (last, failure) -> {
              if (failure != null) {
                fail(failure);
              } else {
                position = since.isPresent() && since.getAsLong() > last ? 0 : since.orElse(last);
                response.setWriteQueueMaxSize(BUFFER_BYTES);
                response.drainHandler(drained -> drained());
                write(HEARTBEAT);
                readOn();
              }
            },
            loop);
  }

  /// Lets the connection be seen to live, and cuts off a reader who has taken nothing since the
  /// last time.
  void beat() {
    if (position < 0) {
      return;
    }
    if (!response.writeQueueFull()) {
      write(HEARTBEAT);
    } else if (stalled) {
      acts.cut();
      log.atDebug().log("A stream was too slow");
      cutOff.run();
    }
    stalled = response.writeQueueFull();
  }

  /// Ends it in order.
  void end() {
    acts.unlisten(this);
    if (!response.ended() && !response.closed()) {
      response.end();
    }
  }

  @Override
  public void acted(long after, List<Act> some) {
    loop.execute(
        () -> {
          if (position == after && !reading && !response.writeQueueFull()) {
            write(some);
          } else {
            behind = true;
            readOn();
          }
        });
  }

  @Override
  public void dismissed() {
    loop.execute(this::end);
  }

  private void drained() {
    stalled = false;
    readOn();
  }

  /// Reads what comes next, unless that is under way, or has to wait.
  private void readOn() {
    if (reading || position < 0 || response.closed() || response.writeQueueFull()) {
      return;
    }
    reading = true;
    behind = false;
    acts.after(position)
        .whenCompleteAsync(
            (some, failure) -> {
              reading = false;
              if (failure != null) {
                fail(failure);
                return;
              }
              write(some);
              if (!some.isEmpty() || behind) {
                readOn();
              }
            },
            loop);
  }

  private void write(List<Act> some) {
    Buffer out = Buffer.buffer();
    for (Act act : some) {
      out.appendString("id: " + act.number() + "\nevent: notificationActed\ndata: ");
      out.appendBytes(act.event().bytes()).appendString("\n\n");
      position = act.number();
    }
    if (out.length() > 0) {
      write(out);
    }
  }

  private void write(Buffer out) {
    if (!response.ended() && !response.closed()) {
      var unused = response.write(out);
    }
  }

  /// Its client comes back, and goes on where it was.
  private void fail(Throwable failure) {
    log.atWarn().setCause(failure).log("A stream ends: the store cannot be read");
    end();
  }
}
