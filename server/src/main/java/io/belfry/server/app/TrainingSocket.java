package io.belfry.server.app;

import java.net.http.WebSocket;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/// A Socket.IO client that says hello, keeps the connection alive and lets everything else pass.
final class TrainingSocket implements WebSocket.Listener {
  private final String hello;
  private boolean begins = true;

  /// @param hello the CONNECT packet, sent once the server has opened the session
  TrainingSocket(String hello) {
    this.hello = hello;
  }

  @Override
  public @Nullable CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
    boolean first = begins;
    begins = last;
    socket.request(1);
    // Engine.IO: 0 opens the session, 2 is a ping, which 3 answers.
    return switch (first ? data.charAt(0) : ' ') {
      case '0' -> socket.sendText(hello, true);
      case '2' -> socket.sendText("3", true);
      default -> null;
    };
  }
}
