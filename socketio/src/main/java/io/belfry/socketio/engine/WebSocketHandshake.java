package io.belfry.socketio.engine;

import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.ssl.SslHandler;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.http.impl.HttpServerConnection;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// The change of a connection from HTTP to WebSocket (RFC 6455, section 4.2).
///
/// The connection leaves Vert.x altogether: what is left of it is a channel with one handler, and
/// one for TLS where there is TLS.
final class WebSocketHandshake {
  private static final String ACCEPT_SUFFIX = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
  private static final String HTTP_DECODER = "httpDecoder";
  private static final int KEY_BYTES = 16;

  private WebSocketHandshake() {}

  /// Whether the request asks for a WebSocket in the way that the RFC demands.
  static boolean isValid(HttpServerRequest request) {
    return request.version() == HttpVersion.HTTP_1_1
        && request.method().equals(HttpMethod.GET)
        && "websocket".equalsIgnoreCase(request.getHeader("Upgrade"))
        && hasToken(request.getHeader("Connection"), "upgrade")
        && "13".equals(request.getHeader("Sec-WebSocket-Version"))
        && isKey(request.getHeader("Sec-WebSocket-Key"));
  }

  private static boolean hasToken(@Nullable String header, String token) {
    if (header != null) {
      for (String each : header.split(",", -1)) {
        if (each.strip().equalsIgnoreCase(token)) {
          return true;
        }
      }
    }
    return false;
  }

  private static boolean isKey(@Nullable String key) {
    try {
      return key != null && Base64.getDecoder().decode(key).length == KEY_BYTES;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  /// Answers a valid request and puts a WebSocket in the place of everything that speaks HTTP.
  static WebSocketTransport accept(
      HttpServerRequest request, EngineServer server, WireFormat format) {
    @Nullable DeflateOffer deflate =
        DeflateOffer.accept(
            request.getHeader("Sec-WebSocket-Extensions"), server.options().deflate());
    WebSocketTransport transport =
        new WebSocketTransport(server, format, deflate == null ? 0 : deflate.serverWindow());
    if (deflate != null) {
      request.response().putHeader("Sec-WebSocket-Extensions", deflate.response());
    }
    takeOver(request, transport);
    return transport;
  }

  private static void takeOver(HttpServerRequest request, WebSocketTransport transport) {
    ChannelPipeline pipeline =
        ((HttpServerConnection) request.connection()).channelHandlerContext().pipeline();
    // Comes right behind the decoder and before the decoder goes: what the client sent with its
    // request is passed on by the decoder as it is removed.
    pipeline.addAfter(HTTP_DECODER, null, transport);
    request
        .response()
        .setStatusCode(101)
        .putHeader("Upgrade", "websocket")
        .putHeader("Connection", "Upgrade")
        .putHeader(
            "Sec-WebSocket-Accept",
            answerTo(Objects.requireNonNull(request.getHeader("Sec-WebSocket-Key"))));
    if (request.toNetSocket().failed()) {
      throw new IllegalStateException("the connection cannot be taken over");
    }
    // Not now: a handler that is in the middle of passing the request on may remove itself after
    // it.
    pipeline.channel().eventLoop().execute(() -> strip(pipeline, transport));
    transport.takenOver();
  }

  private static void strip(ChannelPipeline pipeline, WebSocketTransport transport) {
    for (ChannelHandler handler : pipeline.toMap().values()) {
      // Some take others with them.
      boolean stays = handler == transport || handler instanceof SslHandler;
      if (!stays && pipeline.context(handler) != null) {
        pipeline.remove(handler);
      }
    }
  }

  private static String answerTo(String key) {
    try {
      MessageDigest sha1 = MessageDigest.getInstance("SHA-1");
      byte[] digest = sha1.digest((key + ACCEPT_SUFFIX).getBytes(StandardCharsets.ISO_8859_1));
      return Base64.getEncoder().encodeToString(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every JDK has SHA-1", e);
    }
  }
}
