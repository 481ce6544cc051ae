package io.belfry.server.realtime;

import io.belfry.server.action.Acts;
import io.belfry.server.auth.ApiKeys;
import io.belfry.server.inbox.Act;
import io.belfry.server.problem.Problem;
import io.belfry.server.problem.ProblemCode;
import io.belfry.socketio.ConnectError;
import io.belfry.socketio.Namespace;
import io.belfry.socketio.Next;
import io.belfry.socketio.Socket;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The sockets of backends, which come with an API key and hear of every answer by a button, from
/// when they connect.
///
/// Safe for several threads.
public final class BackendSockets implements Acts.Listener {
  /// Where backends connect.
  public static final String NAMESPACE = "/backend";

  private static final Logger log = LoggerFactory.getLogger(BackendSockets.class);

  private final Namespace namespace;
  private final ApiKeys keys;
  private final Acts acts;
  private final boolean dev;

  /// @param dev whether backends need no key
  public BackendSockets(Namespace namespace, ApiKeys keys, Acts acts, boolean dev) {
    this.namespace = namespace;
    this.keys = keys;
    this.acts = acts;
    this.dev = dev;
  }

  /// Lets backends in.
  public void serve() {
    namespace.use(this::admit);
    namespace.onConnection(this::connected);
    namespace.onAny(event -> event.ack(Answers.failed(Problem.of(ProblemCode.UNKNOWN_EVENT))));
    acts.listen(this);
  }

  @Override
  public void acted(long after, List<Act> some) {
    for (Act act : some) {
      namespace.everybody().emit("notificationActed", RawEvents.json(act.event()));
    }
  }

  /// Drops every socket whose key was revoked.
  public void dropRevoked() {
    for (Socket socket : namespace.sockets()) {
      socket.attachment(Key.class).ifPresent(key -> dropIfRevoked(socket, key));
    }
  }

  private void dropIfRevoked(Socket socket, Key key) {
    keys.find(key.secret())
        .thenAccept(
            id -> {
              if (id.isEmpty()) {
                socket.disconnect(true);
              }
            });
  }

  private void admit(Socket socket, Next next) {
    if (dev) {
      next.proceed();
      return;
    }
    String secret = socket.handshake().auth().path("apiKey").asText("");
    keys.find(secret)
        .whenComplete(
            (id, failure) -> {
              if (failure != null) {
                log.atError().setCause(failure).log("An API key could not be checked");
                reject(next, Problem.of(ProblemCode.UNAVAILABLE));
              } else if (id.isEmpty()) {
                String detail =
                    "This namespace takes an API key: io('/backend', {auth: {apiKey}}).";
                reject(next, Problem.of(ProblemCode.UNAUTHENTICATED, detail));
              } else if (acts.isFull()) {
                reject(next, Problem.of(ProblemCode.TOO_MANY_STREAMS));
              } else {
                socket.attach(new Key(secret));
                next.proceed();
              }
            });
  }

  private void connected(Socket socket) {
    if (acts.enter()) {
      socket.onDisconnect(reason -> acts.leave());
    } else {
      socket.disconnect(true);
    }
  }

  private static void reject(Next next, Problem problem) {
    next.reject(new ConnectError(problem.detail(), Answers.error(problem)));
  }

  /// The API key that a socket came with.
  private record Key(String secret) {}
}
