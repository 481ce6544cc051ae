package io.belfry.socketio;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import java.util.Map;

/// The programs of the README.
final class ReadmeExamples {
  private ReadmeExamples() {}

  static HttpServer echo(Vertx vertx, int port) {
    SocketIoServer io = SocketIoServer.create(vertx, SocketIoOptions.defaults());

    io.of("/").on("echo", event -> event.ack(event.args().toArray()));

    return vertx
        .createHttpServer()
        .requestHandler(
            request -> {
              if (!io.handle(request)) {
                request.response().setStatusCode(404).end();
              }
            })
        .listen(port, "127.0.0.1")
        .await();
  }

  static SocketIoServer chat(Vertx vertx) {
    SocketIoServer io = SocketIoServer.create(vertx, SocketIoOptions.defaults());
    Namespace chat = io.of("/chat");

    chat.use(
        (socket, next) -> {
          String name = socket.handshake().auth().path("name").asText();
          if (name.isBlank()) {
            next.reject(new ConnectError("a name is needed", Map.of("code", "name_missing")));
          } else {
            socket.attach(name);
            next.proceed();
          }
        });

    chat.onConnection(
        socket -> {
          String name = socket.attachment(String.class).orElseThrow();
          socket.join("lobby");
          chat.to("lobby").except(socket.id()).emit("joined", name);
          socket.onDisconnect(reason -> chat.to("lobby").emit("left", name, reason.text()));
        });

    chat.on(
        "say",
        event -> {
          String name = event.socket().attachment(String.class).orElseThrow();
          chat.to("lobby").emit("said", name, event.arg(0));
          event.ack("ok");
        });

    return io;
  }
}
