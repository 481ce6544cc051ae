package io.belfry.server.realtime;

import com.fasterxml.jackson.databind.JsonNode;
import io.belfry.server.action.Presses;
import io.belfry.server.auth.TokenResult;
import io.belfry.server.auth.TokenVerifier;
import io.belfry.server.inbox.Inboxes;
import io.belfry.server.inbox.Lanes;
import io.belfry.server.inbox.Position;
import io.belfry.server.inbox.Readers;
import io.belfry.server.policy.Rules;
import io.belfry.server.problem.Problem;
import io.belfry.server.problem.ProblemCode;
import io.belfry.socketio.ConnectError;
import io.belfry.socketio.Event;
import io.belfry.socketio.Namespace;
import io.belfry.socketio.Next;
import io.belfry.socketio.Socket;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The Socket.IO face: lets sockets in, says the first words to each, and does what it asks.
///
/// Safe for several threads.
public final class Gateway {
  /// The metric of limits that clients run into.
  public static final String LIMIT = "belfry.socket.limit";

  private static final Logger log = LoggerFactory.getLogger(Gateway.class);

  private final GatewayOptions options;
  private final Identification identification;
  private final ClientCommands commands;
  private final Readers readers;
  private final Inboxes inboxes;
  private final AnonymousSockets anonymous;
  private final Clients clients;
  private final InstantSource clock;
  private final Dialect sync;
  private final Dialect classic;
  private final Map<String, Dialect> byGreeting;
  private final Counter tooMany;

  public Gateway(
      GatewayOptions options,
      TokenVerifier tokens,
      Lanes lanes,
      Readers readers,
      Inboxes inboxes,
      Presses presses,
      Clients clients,
      AnonymousSockets anonymous,
      Rules rules,
      InstantSource clock,
      MeterRegistry meters) {
    this.options = options;
    this.clock = clock;
    this.clients = clients;
    this.identification = new Identification(tokens, options.dev());
    this.commands = new ClientCommands(lanes, inboxes, presses, rules, clock);
    this.readers = readers;
    this.inboxes = inboxes;
    this.anonymous = anonymous;
    this.sync = new SyncDialect(options.window());
    this.classic = new ClassicDialect(options.window());
    this.byGreeting =
        Map.of(
            "init", new LiveDialect("initResponse", options.window()),
            "auth", new LiveDialect("authResponse", options.window()),
            "username", classic);
    this.tooMany = meters.counter(LIMIT, "limit", "SOCKETS_PER_USER");
  }

  /// Lets clients in at `namespace`.
  public void serve(Namespace namespace) {
    namespace.use(this::admit);
    namespace.onConnection(this::connected);
    Map<String, Consumer<Event>> handlers = new HashMap<>(commands.handlers());
    byGreeting.keySet().forEach(greeting -> handlers.put(greeting, this::identify));
    namespace.onAny(event -> handlers.getOrDefault(event.name(), Gateway::unknown).accept(event));
  }

  /// Drops every socket whose token has ended at `nowMs`: its client comes back with a new one.
  public void dropExpired(long nowMs) {
    for (List<Client> sockets : clients.all()) {
      for (Client client : sockets) {
        if (client.isExpired(nowMs)) {
          client.socket().drop();
        }
      }
    }
  }

  private void admit(Socket socket, Next next) {
    Optional<CompletionStage<TokenResult>> said = identification.of(socket.handshake());
    if (said.isEmpty()) {
      next.proceed();
      return;
    }
    settled(said.get())
        .thenAccept(
            result -> {
              switch (withinLimit(result)) {
                case TokenResult.Accepted accepted -> admit(socket, accepted, next);
                case TokenResult.Refused(Problem problem) -> reject(next, problem);
              }
            });
  }

  private static void admit(Socket socket, TokenResult.Accepted accepted, Next next) {
    if (isSince(socket.handshake().auth().path("since"))) {
      socket.attach(accepted);
      next.proceed();
    } else {
      String detail = "'since' must be null or {epoch, seq} of the last 'inbox' event.";
      reject(next, Problem.of(ProblemCode.INVALID_REQUEST, detail));
    }
  }

  private static void reject(Next next, Problem problem) {
    next.reject(new ConnectError(problem.detail(), Answers.error(problem)));
  }

  /// The result of a check; a check that failed is a refusal.
  private static CompletionStage<TokenResult> settled(CompletionStage<TokenResult> checked) {
    return checked.exceptionally(
        failure -> {
          log.atError().setCause(failure).log("A token could not be checked");
          return new TokenResult.Refused(Problem.of(ProblemCode.INTERNAL));
        });
  }

  /// The same result, unless it lets somebody in who has too many sockets. Two that come at once on
  /// different event loops may both be the last one.
  private TokenResult withinLimit(TokenResult result) {
    if (result instanceof TokenResult.Accepted accepted
        && clients.of(accepted.user()).size() >= options.socketsPerUser()) {
      tooMany.increment();
      return new TokenResult.Refused(Problem.of(ProblemCode.TOO_MANY_SOCKETS));
    }
    return result;
  }

  private void connected(Socket socket) {
    Optional<TokenResult.Accepted> accepted = socket.attachment(TokenResult.Accepted.class);
    var visitor = Visitor.of(socket.handshake(), clock.millis());
    if (accepted.isEmpty()) {
      socket.attach(visitor);
      anonymous.add(socket);
      return;
    }
    JsonNode auth = socket.handshake().auth();
    Dialect dialect = auth.has("since") ? sync : classic;
    welcome(socket, visitor, accepted.get(), dialect, since(auth.path("since")));
  }

  private void identify(Event event) {
    Socket socket = event.socket();
    settled(identification.of(event.arg(0)))
        .thenAccept(result -> socket.execute(() -> identified(event, result)));
  }

  private void identified(Event event, TokenResult result) {
    boolean known = event.socket().attachment(Client.class).isPresent();
    switch (known ? result : withinLimit(result)) {
      case TokenResult.Accepted accepted -> identified(event, accepted);
      case TokenResult.Refused(Problem problem) -> refuse(event, problem);
    }
  }

  private void identified(Event event, TokenResult.Accepted accepted) {
    Socket socket = event.socket();
    Dialect dialect = byGreeting.getOrDefault(event.name(), classic);
    Optional<Client> present = socket.attachment(Client.class);
    if (present.isPresent() && !present.get().user().equals(accepted.user())) {
      refuse(event, Problem.of(ProblemCode.ALREADY_IDENTIFIED));
      return;
    }
    event.ack(Answers.OK);
    present.ifPresent(client -> client.expireAt(accepted.expiresMs()));
    if (present.isPresent() && present.get().dialect() == sync) {
      return;
    }
    if (present.isPresent() && present.get().dialect() == dialect) {
      present.get().greet(null);
    } else if (socket.isConnected()) {
      present.ifPresent(clients::remove);
      anonymous.remove(socket);
      Visitor visitor =
          present
              .map(Client::visitor)
              .or(() -> socket.attachment(Visitor.class))
              .orElseThrow(() -> new IllegalStateException("a socket that did not connect"));
      welcome(socket, visitor, accepted, dialect, null);
    }
  }

  private static void unknown(Event event) {
    event.ack(Answers.failed(Problem.of(ProblemCode.UNKNOWN_EVENT)));
  }

  private static void refuse(Event event, Problem problem) {
    event.socket().emit("authError", Answers.error(problem));
    event.ack(Answers.failed(problem));
  }

  private void welcome(
      Socket socket,
      Visitor visitor,
      TokenResult.Accepted accepted,
      Dialect dialect,
      @Nullable Position since) {
    var client =
        new Client(socket, accepted.user(), dialect, inboxes, readers, options.window(), visitor);
    client.expireAt(accepted.expiresMs());
    if (socket.attachment(Client.class).isEmpty()) {
      // Once, whatever it says later: a socket may change its dialect as often as it likes.
      socket.onDisconnect(reason -> socket.attachment(Client.class).ifPresent(clients::remove));
    }
    socket.attach(client);
    client.greet(since, clients.add(client));
  }

  private static boolean isSince(JsonNode since) {
    return since.isMissingNode()
        || since.isNull()
        || (since.path("epoch").isTextual()
            && since.path("seq").isIntegralNumber()
            && since.path("seq").canConvertToLong());
  }

  private static @Nullable Position since(JsonNode since) {
    return since.isObject()
        ? new Position(since.path("epoch").textValue(), since.path("seq").longValue())
        : null;
  }
}
