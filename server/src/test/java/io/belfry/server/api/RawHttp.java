package io.belfry.server.api;

import io.belfry.server.app.TestServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/// HTTP written byte by byte, for what no client library would send.
final class RawHttp implements AutoCloseable {
  private static final int TIMEOUT_MS = 10_000;

  private final Socket socket;
  private final OutputStream out;
  private final InputStream in;

  RawHttp(TestServer server) throws IOException {
    this.socket = new Socket(InetAddress.getLoopbackAddress(), server.port());
    socket.setSoTimeout(TIMEOUT_MS);
    this.out = socket.getOutputStream();
    this.in = socket.getInputStream();
  }

  /// One call with the API key on a connection of its own; the whole answer.
  static String call(TestServer server, String method, String path) throws IOException {
    try (var connection = new RawHttp(server)) {
      connection.write(
          "%s %s HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer %s\r\nConnection: close\r\n"
                  .formatted(method, path, TestServer.API_KEY)
              + "Content-Length: 0\r\n\r\n");
      return connection.rest();
    }
  }

  void write(String text) throws IOException {
    out.write(text.getBytes(StandardCharsets.UTF_8));
    out.flush();
  }

  /// The status line and header fields of the next answer.
  String head() throws IOException {
    StringBuilder head = new StringBuilder();
    while (head.indexOf("\r\n\r\n") < 0) {
      int next = in.read();
      if (next < 0) {
        throw new IOException("closed after: " + head);
      }
      head.append((char) next);
    }
    return head.toString();
  }

  /// The body that follows `head`, which says its length.
  String body(String head) throws IOException {
    String length = head.replaceAll("(?is).*content-length: ([0-9]+).*", "$1");
    return new String(in.readNBytes(Integer.parseInt(length)), StandardCharsets.UTF_8);
  }

  /// Everything until the server closes.
  String rest() throws IOException {
    return new String(in.readAllBytes(), StandardCharsets.UTF_8);
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
