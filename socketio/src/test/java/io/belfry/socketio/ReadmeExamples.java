package io.belfry.socketio;

import com.fasterxml.jackson.databind.node.BinaryNode;
import io.belfry.socketio.engine.Deflate;
import io.belfry.socketio.engine.StickyCookie;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.regex.Pattern;

/// The programs of the README.
final class ReadmeExamples {
  private ReadmeExamples() {}

  static HttpServer echo(Vertx vertx, int port) {
    SocketIoServer io = SocketIoServer.create(vertx, SocketIoOptions.defaults());

    io.of("/").on("echo", event -> event.ack(event.args().toArray()));

    HttpServer server =
        vertx
            .createHttpServer()
            .requestHandler(
                request -> {
                  if (!io.handle(request)) {
                    request.response().setStatusCode(404).end();
                  }
                })
            .listen(port, "127.0.0.1")
            .await();
    return server;
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

  static Future<String> onAllLoops(
      Vertx vertx, SocketIoServer io, int port, int eventLoops, Handler<HttpServer> listening) {
    HttpServerOptions http =
        new HttpServerOptions()
            .setPort(port)
            .setHost("127.0.0.1")
            .setIdleTimeout(75)
            .setAcceptBacklog(4096)
            .setHttp2ClearTextEnabled(false)
            .setPerFrameWebSocketCompressionSupported(false)
            .setPerMessageWebSocketCompressionSupported(false);

    return vertx.deployVerticle(
        () ->
            context ->
                vertx
                    .createHttpServer(http)
                    .requestHandler(
                        request -> {
                          if (!io.handle(request)) {
                            request.response().setStatusCode(404).end();
                          }
                        })
                    .listen()
                    .onSuccess(listening),
        new DeploymentOptions().setInstances(eventLoops));
  }

  static void rooms(SocketIoServer io) {
    Namespace main = io.of("/");

    main.onConnection(socket -> socket.join("lobby", "german"));
    main.on(
        "typing",
        event -> event.socket().to("lobby").asVolatile().emit("typing", event.socket().id()));

    main.on(
        "tell",
        event -> {
          main.to("lobby", "hall").except("muted").emit("told", event.arg(0));
          main.local().emit("told here");
          Broadcast german = main.to("german");
          german.join("europe");
          german.leave("lobby");
          german.emit("moved");
        });
  }

  static CompletionStage<String> rollCall(SocketIoServer io) {
    return io.to("lobby")
        .emitWithAck(Duration.ofSeconds(5), "are you there")
        .thenApply(
            answers -> answers.answers().size() + " are, " + answers.missing() + " did not say so");
  }

  static void onceForMany(SocketIoServer io) {
    EncodedEvent even = EncodedEvent.of("turn", "even");
    EncodedEvent odd = EncodedEvent.of("turn", "odd");
    Delivery delivery = io.delivery();
    int place = 0;
    for (Socket socket : io.of("/").sockets()) {
      delivery.add(socket, place++ % 2 == 0 ? even : odd);
    }
    delivery.flush();
  }

  static void middleware(
      SocketIoServer io, Function<String, CompletionStage<Optional<String>>> userOf) {
    io.of("/")
        .use(
            (socket, next) ->
                userOf
                    .apply(socket.handshake().auth().path("token").asText())
                    .exceptionally(failure -> Optional.empty())
                    .thenAccept(
                        user -> {
                          if (user.isPresent()) {
                            socket.attach(user.get());
                            next.proceed();
                          } else {
                            next.reject(new ConnectError("unknown token"));
                          }
                        }));
  }

  static void eventMiddleware(SocketIoServer io) {
    io.of("/")
        .onConnection(
            socket -> {
              socket.use(
                  (event, next) -> {
                    if (event.name().startsWith("admin ")) {
                      next.reject(new SecurityException("not for you"));
                    } else {
                      next.proceed();
                    }
                  });
              socket.onError(rejected -> rejected.event().ack(rejected.error().getMessage()));
            });
  }

  static void namespaces(SocketIoServer io) {
    io.of("/news").onConnection(socket -> socket.emit("hello"));

    io.of(Pattern.compile("/tenant-\\d+"))
        .onConnection(socket -> socket.emit("welcome to", socket.namespace().name()))
        .on("say", event -> event.socket().namespace().emit("said", event.arg(0)));
  }

  static void question(Socket socket, AtomicLong late) {
    socket
        .emitWithAck(Duration.ofSeconds(5), "six times seven")
        .whenComplete(
            (answer, failure) -> {
              if (failure instanceof AckException none) {
                switch (none.reason()) {
                  case TIMEOUT -> late.incrementAndGet();
                  case DISCONNECTED, TOO_MANY_PENDING -> {}
                }
              } else {
                socket.emit("answer", answer.getFirst().asInt() == 42 ? "right" : "wrong");
              }
            });
  }

  static void binary(SocketIoServer io) {
    io.of("/")
        .on(
            "picture",
            event -> {
              if (event.arg(0) instanceof BinaryNode picture) {
                byte[] bytes = picture.binaryValue();
                event.ack(bytes.length);
                event.socket().emit("stored", Map.of("size", bytes.length, "copy", bytes));
              }
            });
  }

  static void relay(SocketIoServer io) {
    io.of("/")
        .on(
            "cursor",
            event -> event.socket().broadcast().emit(event.name(), event.rawArgs().toArray()));
  }

  static SocketIoServer recovery(Vertx vertx) {
    SocketIoOptions options =
        SocketIoOptions.defaults()
            .withRecovery(RecoveryOptions.on().withMaxDisconnection(Duration.ofMinutes(1)));
    SocketIoServer io = SocketIoServer.create(vertx, options);

    io.of("/")
        .onConnection(
            socket -> {
              if (!socket.recovered()) {
                socket.join("lobby");
                socket.emit("state", "all of it");
              }
            });
    return io;
  }

  static SocketIoServer node(Vertx vertx, Adapter adapter) {
    SocketIoServer io =
        SocketIoServer.create(vertx, SocketIoOptions.defaults(), SocketIoMetrics.NONE, adapter);

    io.of("/").onServerSide("which version", event -> event.answer("1.2"));
    return io;
  }

  static SocketIoOptions behindProxy(Set<String> banned) {
    return SocketIoOptions.defaults()
        .withEngine(
            engine ->
                engine
                    .withTrustedProxies(Set.of("10.0.0.0/8"))
                    .withCookie(StickyCookie.named("io"))
                    .withAllowedOrigins(Set.of("https://app.example.org"))
                    .withGate(
                        request -> Future.succeededFuture(!banned.contains(request.address())))
                    .withDeflate(Deflate.ON)
                    .withMaxSessionsPerAddress(500));
  }

  static SocketIoServer counted(Vertx vertx, AtomicLong sockets) {
    SocketIoMetrics metrics =
        new SocketIoMetrics() {
          @Override
          public void socketConnected(String namespace) {
            sockets.incrementAndGet();
          }

          @Override
          public void socketDisconnected(String namespace, DisconnectReason reason) {
            sockets.decrementAndGet();
          }
        };
    return SocketIoServer.create(vertx, SocketIoOptions.defaults(), metrics);
  }

  static Future<Void> stop(Vertx vertx, SocketIoServer io, String deployment) {
    return io.close().compose(closed -> vertx.undeploy(deployment));
  }
}
