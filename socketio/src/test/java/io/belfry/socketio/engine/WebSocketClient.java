package io.belfry.socketio.engine;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// A WebSocket client that keeps what it receives until it is asked for.
public final class WebSocketClient implements WebSocket.Listener, AutoCloseable {
  private static final int PATIENCE_SECONDS = 5;

  private final BlockingQueue<Object> received = new LinkedBlockingQueue<>();
  private final CompletableFuture<Integer> closed = new CompletableFuture<>();
  private final StringBuilder text = new StringBuilder();
  private final WebSocket socket;
  private CompletableFuture<WebSocket> sent;
  private volatile boolean answersPings;

  WebSocketClient(HttpClient client, URI uri) {
    socket = client.newWebSocketBuilder().buildAsync(uri, this).join();
    sent = CompletableFuture.completedFuture(socket);
  }

  /// Has the client answer the pings of Engine.IO from now on.
  public WebSocketClient answeringPings() {
    answersPings = true;
    return this;
  }

  /// The next text message.
  public String next() {
    return (String) take();
  }

  /// The next text message that is no ping.
  public String nextPacket() {
    String packet = next();
    return packet.equals("2") ? nextPacket() : packet;
  }

  /// The next message, which is binary.
  public byte[] nextBinary() {
    return (byte[]) take();
  }

  private Object take() {
    try {
      Object next = received.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
      if (next == null) {
        throw new AssertionError("nothing was received");
      }
      return next;
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  /// Whether a message waits to be read.
  public boolean hasNext() {
    return !received.isEmpty();
  }

  public WebSocketClient send(String message) {
    sendInTurn(message).join();
    return this;
  }

  private synchronized CompletableFuture<WebSocket> sendInTurn(String message) {
    sent = sent.thenCompose(ready -> ready.sendText(message, true));
    return sent;
  }

  public WebSocketClient send(byte... message) {
    socket.sendBinary(ByteBuffer.wrap(message), true).join();
    return this;
  }

  /// Waits for the end, and returns the status of the close frame.
  public int closeCode() {
    return closed.orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS).join();
  }

  public WebSocket socket() {
    return socket;
  }

  @Override
  public @Nullable CompletionStage<?> onText(WebSocket webSocket, CharSequence data, boolean last) {
    text.append(data);
    if (last) {
      String message = text.toString();
      if (answersPings && message.equals("2")) {
        var unused = sendInTurn("3");
      }
      received.add(message);
      text.setLength(0);
    }
    webSocket.request(1);
    return null;
  }

  @Override
  public @Nullable CompletionStage<?> onBinary(WebSocket webSocket, ByteBuffer data, boolean last) {
    byte[] bytes = new byte[data.remaining()];
    data.get(bytes);
    received.add(bytes);
    webSocket.request(1);
    return null;
  }

  @Override
  public @Nullable CompletionStage<?> onClose(WebSocket webSocket, int statusCode, String reason) {
    closed.complete(statusCode);
    return null;
  }

  @Override
  public void onError(WebSocket webSocket, Throwable error) {
    closed.complete(1006);
  }

  @Override
  public void close() {
    socket.abort();
  }
}
