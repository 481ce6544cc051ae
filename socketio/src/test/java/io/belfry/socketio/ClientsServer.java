package io.belfry.socketio;

import com.fasterxml.jackson.databind.JsonNode;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;

/// A server for the tests of stock clients: the namespaces `/` and `/chat`, where each event makes
/// it do one of the things that a client can see.
final class ClientsServer {
  private final ConcurrentMap<String, CompletableFuture<DisconnectReason>> reasons =
      new ConcurrentHashMap<>();

  private ClientsServer() {}

  public static void main(String[] args) {
    Vertx vertx = TestServer.vertx();
    SocketIoServer io =
        SocketIoServer.create(
            vertx,
            SocketIoOptions.defaults()
                .withEngine(
                    engine ->
                        engine
                            .withPingInterval(Duration.ofMillis(100))
                            .withPingTimeout(Duration.ofSeconds(5))));
    ClientsServer server = new ClientsServer();
    server.register(io.of("/"));
    server.register(io.of("/chat"));
    TestServer.listen(vertx, args, io::handle);
  }

  private void register(Namespace namespace) {
    namespace
        .use(ClientsServer::admit)
        .onConnection(this::welcome)
        .on("echo", ClientsServer::echo)
        .on("ask", ClientsServer::ask)
        .on("note", event -> notes(event.socket()).add(event.arg(0)))
        .on("notes", event -> event.ack(notes(event.socket())))
        .on("count", ClientsServer::count)
        .on(
            "enter",
            event -> {
              event.socket().join(event.arg(0).asText());
              event.ack();
            })
        .on("tell", event -> namespace.to(event.arg(0).asText()).emit("told", args(event, 1)))
        .on("leave", event -> event.socket().disconnect())
        .on("close", event -> event.socket().disconnect(true))
        .on("drop", event -> event.socket().drop())
        .on("reason", this::tellReason);
  }

  /// Rejects whoever asks for it in the query.
  private static void admit(Socket socket, Next next) {
    switch (socket.handshake().query("refuse").orElse("")) {
      case "" -> next.proceed();
      case "with data" -> next.reject(new ConnectError("not you", Map.of("code", 7)));
      default -> next.reject(new ConnectError("not you"));
    }
  }

  private void welcome(Socket socket) {
    Handshake handshake = socket.handshake();
    socket.attach(new Notes(new ArrayList<>()));
    socket.onDisconnect(reason(socket.id())::complete);
    socket.emit(
        "welcome",
        Map.of(
            "id", socket.id(),
            "query", handshake.queries(),
            "auth", handshake.auth(),
            "header", handshake.header("X-Test").orElse("")));
  }

  /// Sends the arguments back: as the acknowledgement, or as an event where none is asked for.
  private static void echo(Event event) {
    if (event.wantsAck()) {
      event.ack(args(event, 0));
    } else {
      event.socket().emit("echo", args(event, 0));
    }
  }

  /// Emits an event (its name, how many milliseconds its answer may take, its arguments) and
  /// acknowledges with the answer, or with why there is none.
  private static void ask(Event event) {
    event
        .socket()
        .emitWithAck(
            Duration.ofMillis(event.arg(1).asLong()), event.arg(0).asText(), args(event, 2))
        .whenComplete((answer, failure) -> event.ack(answer(answer, failure)));
  }

  private static @Nullable Object[] answer(
      @Nullable List<JsonNode> answer, @Nullable Throwable failure) {
    if (answer != null) {
      return answer.toArray();
    }
    return new Object[] {
      failure instanceof AckException ack
          ? ack.reason().name().toLowerCase(Locale.ROOT)
          : String.valueOf(failure)
    };
  }

  /// Emits so many numbers, from 0 on.
  private static void count(Event event) {
    for (int number = 0; number < event.arg(0).asInt(); number++) {
      event.socket().emit("number", number);
    }
  }

  /// Acknowledges with why the socket of an id was disconnected, once it is.
  private void tellReason(Event event) {
    CompletionStage<DisconnectReason> reason = reason(event.arg(0).asText());
    reason.thenAccept(why -> event.ack(why.text()));
  }

  private CompletableFuture<DisconnectReason> reason(String socketId) {
    return reasons.computeIfAbsent(socketId, id -> new CompletableFuture<>());
  }

  private static Object[] args(Event event, int from) {
    return event.args().subList(from, event.args().size()).toArray();
  }

  private static List<JsonNode> notes(Socket socket) {
    return socket.attachment(Notes.class).orElseThrow().heard();
  }

  /// What a socket has said to be noted, in that order.
  private record Notes(List<JsonNode> heard) {}
}
