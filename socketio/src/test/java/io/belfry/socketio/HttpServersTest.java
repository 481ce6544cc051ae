package io.belfry.socketio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.belfry.socketio.engine.Wire;
import io.vertx.core.Context;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.ThreadingModel;
import io.vertx.core.VerticleBase;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.http.PoolOptions;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// HTTP servers of other kinds than the rest of the tests has.
class HttpServersTest {
  private static final Context LOOP = Wire.VERTX.getOrCreateContext();
  private static final String OPEN = "/socket.io/?EIO=4&transport=polling";
  private static final int TOO_LARGE = 1_500_000;

  private final SocketIoServer io = SocketIoServer.create(Wire.VERTX, SocketIoOptions.defaults());

  @AfterEach
  void stop() {
    io.close().await();
  }

  @Test
  void over_http_2_one_refused_post_is_no_matter_of_others_on_its_connection() {
    io.of("/");
    AtomicInteger connections = new AtomicInteger();
    HttpServer server =
        Wire.VERTX
            .createHttpServer()
            .connectionHandler(opened -> connections.incrementAndGet())
            .requestHandler(io::handle)
            .listen(0, "127.0.0.1")
            .await();
    HttpClient client =
        Wire.VERTX.createHttpClient(
            new HttpClientOptions()
                .setDefaultHost("127.0.0.1")
                .setDefaultPort(server.actualPort())
                .setProtocolVersion(HttpVersion.HTTP_2)
                .setHttp2ClearTextUpgrade(false),
            new PoolOptions().setHttp2MaxSize(1));
    try {
      String victim = OPEN + "&sid=" + Wire.sid(get(client, OPEN).await().toString());
      String attacker = OPEN + "&sid=" + Wire.sid(get(client, OPEN).await().toString());
      post(client, victim, Buffer.buffer("40")).await();
      assertThat(get(client, victim).await().toString()).startsWith("40{");
      Future<Buffer> poll = get(client, victim);

      HttpClientResponse refused =
          post(client, attacker, Buffer.buffer("x".repeat(TOO_LARGE))).await();
      assertThat(refused.statusCode()).isEqualTo(413);
      io.emit("news");

      assertThat(poll.await().toString()).isEqualTo("42[\"news\"]");
      assertThat(connections).hasValue(1);
    } finally {
      client.close().await();
      server.close().await();
    }
  }

  private static Future<Buffer> get(HttpClient client, String uri) {
    return onOneLoop(
        () ->
            client
                .request(HttpMethod.GET, uri)
                .compose(request -> request.send())
                .compose(response -> response.body()));
  }

  private static Future<HttpClientResponse> post(HttpClient client, String uri, Buffer body) {
    return onOneLoop(
        () -> client.request(HttpMethod.POST, uri).compose(request -> request.send(body)));
  }

  /// The client's requests on one event loop, that of their connection: of several, an answer that
  /// comes at once can pass the one who waits for it.
  private static <T> Future<T> onOneLoop(Supplier<Future<T>> request) {
    Promise<T> answer = Promise.promise();
    LOOP.runOnContext(ready -> request.get().onComplete(answer));
    return answer.future();
  }

  @ParameterizedTest
  @EnumSource(names = {"WORKER", "VIRTUAL_THREAD"})
  void a_server_that_is_not_of_an_event_loop_is_told_so(ThreadingModel model) {
    AtomicInteger port = new AtomicInteger();
    AtomicInteger thrown = new AtomicInteger();
    String deployment =
        Wire.VERTX
            .deployVerticle(
                new VerticleBase() {
                  @Override
                  public Future<?> start() {
                    return vertx
                        .createHttpServer()
                        .requestHandler(
                            request -> {
                              try {
                                io.handle(request);
                              } catch (IllegalStateException told) {
                                thrown.incrementAndGet();
                                request.response().setStatusCode(500).end();
                              }
                            })
                        .listen(0, "127.0.0.1")
                        .onSuccess(listening -> port.set(listening.actualPort()));
                  }
                },
                new DeploymentOptions().setThreadingModel(model))
            .await();
    HttpClient client = Wire.VERTX.createHttpClient();
    try {
      int status =
          client
              .request(HttpMethod.GET, port.get(), "127.0.0.1", OPEN)
              .compose(request -> request.send())
              .map(HttpClientResponse::statusCode)
              .await();

      assertThat(status).isEqualTo(500);
      assertThat(thrown).hasValue(1);
      await().until(() -> io.connections() == 0);
    } finally {
      client.close().await();
      Wire.VERTX.undeploy(deployment).await();
    }
  }
}
