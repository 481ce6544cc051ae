package io.belfry.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;

/// Where a server listens on the loopback address: for HTTP requests and for sockets.
record Ports(int http, int socket) {

  /// One free port for both.
  static Ports shared() {
    int port = freePort();
    return new Ports(port, port);
  }

  /// A free port for each.
  static Ports separate() {
    return new Ports(freePort(), freePort());
  }

  private static int freePort() {
    try (ServerSocket probe = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return probe.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
