package io.belfry.socketio;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.slf4j.LoggerFactory;

/// What is logged as WARN or ERROR while it is open.
final class LogWatch extends AppenderBase<ILoggingEvent> implements AutoCloseable {
  private final Queue<String> alarms = new ConcurrentLinkedQueue<>();
  private final Logger logger;

  /// Watches the logger of this name, and those below it.
  LogWatch(String name) {
    logger = (Logger) LoggerFactory.getLogger(name);
    start();
    logger.addAppender(this);
  }

  @Override
  protected void append(ILoggingEvent event) {
    if (event.getLevel().isGreaterOrEqual(Level.WARN)) {
      alarms.add(event.getLevel() + " " + event.getFormattedMessage());
    }
  }

  List<String> alarms() {
    return List.copyOf(alarms);
  }

  @Override
  public void close() {
    logger.detachAppender(this);
    stop();
  }
}
