package io.belfry.socketio.engine;

import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;

/// A server on a free port of loopback, and plain HTTP and WebSocket clients for it.
public final class Wire implements AutoCloseable {
  public static final Vertx VERTX =
      Vertx.builder().with(new VertxOptions().setPreferNativeTransport(true)).build();
  private static final int SEND_BUFFER_BYTES = 32 * 1024;
  private static final HttpClient CLIENT =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  private final HttpServer server;
  private final String path;

  public Wire(String path, Predicate<HttpServerRequest> handler) {
    this.path = path;
    this.server =
        VERTX
            .createHttpServer(
                new HttpServerOptions()
                    .setSendBufferSize(SEND_BUFFER_BYTES)
                    .setHttp2ClearTextEnabled(false)
                    .setPerFrameWebSocketCompressionSupported(false)
                    .setPerMessageWebSocketCompressionSupported(false))
            .requestHandler(
                request -> {
                  if (!handler.test(request)) {
                    request.response().setStatusCode(404).end();
                  }
                })
            .listen(0, "127.0.0.1")
            .await();
  }

  public int port() {
    return server.actualPort();
  }

  public HttpResponse<String> get(String query) {
    return getLater(query).join();
  }

  public CompletableFuture<HttpResponse<String>> getLater(String query) {
    return CLIENT.sendAsync(request(query).build(), BodyHandlers.ofString());
  }

  public HttpResponse<String> post(String query, String body) {
    return send(request(query).POST(BodyPublishers.ofString(body)));
  }

  public HttpResponse<String> send(HttpRequest.Builder request) {
    return sendAny(request, BodyHandlers.ofString());
  }

  public <T> HttpResponse<T> sendAny(HttpRequest.Builder request, BodyHandler<T> body) {
    return CLIENT.sendAsync(request.build(), body).join();
  }

  public HttpRequest.Builder request(String query) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port() + path + "?" + query));
  }

  /// Opens a polling session and returns the query of its requests.
  public String openPolling() {
    String open = get("EIO=4&transport=polling").body();
    return "EIO=4&transport=polling&sid=" + sid(open);
  }

  public static String sid(String open) {
    return open.replaceFirst(".*\"sid\":\"([^\"]+)\".*", "$1");
  }

  public WebSocketClient webSocket(String query) {
    return new WebSocketClient(CLIENT, URI.create("ws://127.0.0.1:" + port() + path + "?" + query));
  }

  /// Opens a WebSocket session whose handshake was read.
  public WebSocketClient openWebSocket() {
    WebSocketClient client = webSocket("EIO=4&transport=websocket");
    client.next();
    return client;
  }

  @Override
  public void close() {
    server.close().await();
  }
}
