package io.belfry.server.realtime;

import io.belfry.server.inbox.CatchUp;
import io.belfry.server.inbox.InboxChange;
import io.belfry.server.inbox.Inboxes;
import io.belfry.server.inbox.Notices;
import io.belfry.server.inbox.Position;
import io.belfry.server.inbox.Readers;
import io.belfry.server.inbox.StoreException;
import io.belfry.server.notification.JsonBytes;
import io.belfry.server.user.UserId;
import io.belfry.socketio.EncodedEvent;
import io.belfry.socketio.Socket;
import io.netty.channel.EventLoop;
import io.vertx.core.internal.ContextInternal;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One identified socket, and where it stands in its user's inbox.
///
/// What it is told has no gap: a change that does not follow on its position makes it catch up from
/// the log first. Confined to the event loop of its socket, but for what is final.
final class Client {
  private static final Logger log = LoggerFactory.getLogger(Client.class);
  private static final int MAX_UNDER_WAY = 200;
  private static final long FIRST_PAUSE_MS = 500;
  private static final long LAST_PAUSE_MS = 8_000;
  private static final Notices NOTHING_CHOSEN =
      new Notices(List.of(), 0, Optional.of(JsonBytes.of("{}")));

  private final Socket socket;
  private final EventLoop loop;
  private final UserId user;
  private final Dialect dialect;
  private final Inboxes inboxes;
  private final Readers readers;
  private final int window;
  private final Visitor visitor;
  private volatile long connectedSince;
  private Position position = new Position("", 0);
  private volatile long expiresMs = Long.MAX_VALUE;
  private int pendingReads;
  private int underWay;
  private long announcedSeq;

  Client(
      Socket socket,
      UserId user,
      Dialect dialect,
      Inboxes inboxes,
      Readers readers,
      int window,
      Visitor visitor) {
    this.socket = socket;
    this.loop = ((ContextInternal) socket.context()).nettyEventLoop();
    this.user = user;
    this.dialect = dialect;
    this.inboxes = inboxes;
    this.readers = readers;
    this.window = window;
    this.visitor = visitor;
    this.connectedSince = inboxes.now();
  }

  Socket socket() {
    return socket;
  }

  /// The event loop of the socket: the same executor for every socket of that loop.
  Executor loop() {
    return loop;
  }

  UserId user() {
    return user;
  }

  Dialect dialect() {
    return dialect;
  }

  Visitor visitor() {
    return visitor;
  }

  /// The number of the last broadcast when it connected, or was last told how its inbox stands.
  /// Safe in any thread.
  long connectedSince() {
    return connectedSince;
  }

  /// Sets when the token ends that it came with, epoch milliseconds. Safe in any thread.
  void expireAt(long epochMs) {
    expiresMs = epochMs;
  }

  /// Whether that token has ended at `nowMs`. Safe in any thread.
  boolean isExpired(long nowMs) {
    return nowMs >= expiresMs;
  }

  /// Says the first words when `heard` completes, which is when this node hears what others do to
  /// the inbox; `since` is where the client says it stands.
  void greet(@Nullable Position since, CompletionStage<Void> heard) {
    if (heard.toCompletableFuture().isDone()) {
      greet(since);
      return;
    }
    pendingReads++;
    heard.whenComplete(
        (joined, failure) ->
            socket.execute(
                () -> {
                  pendingReads--;
                  greet(since);
                }));
  }

  /// Says the first words; `since` is where the client says it stands.
  void greet(@Nullable Position since) {
    if (!socket.isConnected()) {
      return;
    }
    readThen(
        () -> inboxes.open(user, connectedSince, reader -> dialect.hello(reader, user, since)),
        hello -> arrive(hello.position(), hello.events()));
  }

  /// Catches up where the inbox is found to stand at `at`, further than what the client was told.
  void compare(Position at) {
    if (pendingReads > 0) {
      announcedSeq = Math.max(announcedSeq, at.seq());
    } else if (at.seq() > position.seq() || !at.epoch().equals(position.epoch())) {
      catchUp();
    }
  }

  /// Tells of a durable change, or notes that there is something to catch up with.
  void tell(Telling telling) {
    InboxChange change = telling.change();
    if (change.forgotten() && isAhead(change)) {
      leave(new Position(change.epoch(), change.seq()));
    } else if (pendingReads > 0) {
      announcedSeq = Math.max(announcedSeq, change.seq());
    } else if (change.seq() > position.seq()) {
      if (change.from() == position.seq() && dialect.tells(change)) {
        send(telling.in(dialect));
        position = new Position(change.epoch(), change.seq());
      } else {
        catchUp();
      }
    }
  }

  private boolean isAhead(InboxChange change) {
    return change.seq() > position.seq() || !change.epoch().equals(position.epoch());
  }

  /// Shows an inbox with nothing in it and puts the client out: its user is forgotten. It does not
  /// come back by itself.
  private void leave(Position at) {
    position = at;
    send(dialect.snapshot(new CatchUp.Snapshot(at, 0, 0, List.of(), false, NOTHING_CHOSEN)));
    socket.disconnect();
  }

  /// Begins something that the client asked for; false when too much of it is under way.
  boolean begin() {
    if (underWay == MAX_UNDER_WAY) {
      return false;
    }
    underWay++;
    return true;
  }

  /// Ends what [#begin] began.
  void end() {
    underWay--;
  }

  /// Sends `events` as they are.
  void send(List<EncodedEvent> events) {
    for (EncodedEvent event : events) {
      socket.send(event);
    }
  }

  private void catchUp() {
    Position from = position;
    readThen(
        () -> readers.read(reader -> reader.catchUp(user, from, window)),
        missed -> {
          switch (missed) {
            case CatchUp.Delta(InboxChange change) ->
                arrive(new Position(change.epoch(), change.seq()), dialect.change(change));
            case CatchUp.Snapshot all -> arrive(all.position(), dialect.snapshot(all));
          }
        });
  }

  private void arrive(Position at, List<EncodedEvent> events) {
    position = at;
    connectedSince = inboxes.now();
    send(events);
    if (pendingReads == 0 && announcedSeq > at.seq()) {
      catchUp();
    }
  }

  private <R> void readThen(Supplier<CompletionStage<R>> read, Consumer<R> then) {
    pendingReads++;
    readThen(read, then, FIRST_PAUSE_MS);
  }

  private <R> void readThen(Supplier<CompletionStage<R>> read, Consumer<R> then, long pauseMs) {
    read.get()
        .whenComplete(
            (result, failure) ->
                socket.execute(
                    () -> {
                      if (failure == null) {
                        pendingReads--;
                        then.accept(result);
                      } else if (mayPass(cause(failure))) {
                        again(read, then, pauseMs);
                      } else {
                        log.atWarn().setCause(failure).log("A socket could not catch up");
                        socket.drop();
                      }
                    }));
  }

  /// Tries again after a pause, and some more so that not all sockets come at once.
  @SuppressWarnings("FutureReturnValueIgnored") // what fails in there is handled in there
  private <R> void again(Supplier<CompletionStage<R>> read, Consumer<R> then, long pauseMs) {
    long next = Math.min(2 * pauseMs, LAST_PAUSE_MS);
    long jitterMs = ThreadLocalRandom.current().nextLong(pauseMs);
    loop.schedule(
        () -> {
          if (socket.isConnected()) {
            readThen(read, then, next);
          }
        },
        pauseMs + jitterMs,
        TimeUnit.MILLISECONDS);
  }

  private static Throwable cause(Throwable failure) {
    Throwable cause = failure.getCause();
    return failure instanceof CompletionException && cause != null ? cause : failure;
  }

  /// Whether the store may be able to do later what it could not do now.
  private static boolean mayPass(Throwable failure) {
    return failure instanceof StoreException store && store.code().retryable();
  }
}
