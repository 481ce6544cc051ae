package io.belfry.bench;

import java.nio.file.Path;
import java.util.List;

/// The peer on the JVM: netty-socketio with the JDK's HTTP server, in memory.
record NettySocketio(Path jar) implements Target {
  /// Without it the JDK's HTTP server waits for Nagle's algorithm on kept-alive connections.
  private static final List<String> FLAGS = List.of("-Dsun.net.httpserver.nodelay=true");

  @Override
  public String key() {
    return "netty";
  }

  @Override
  public String title() {
    return "netty-socketio";
  }

  @Override
  public String footnote() {
    return "in memory, netty-socketio 2.0.14 (epoll) and the JDK's HTTP server on virtual threads, "
        + JavaCommand.description(FLAGS);
  }

  @Override
  public Ports freePorts() {
    return Ports.separate();
  }

  @Override
  public List<String> command(Ports ports, Path data) {
    String http = Integer.toString(ports.http());
    String socket = Integer.toString(ports.socket());
    return JavaCommand.of(FLAGS, List.of("-jar", jar.toString(), http, socket));
  }

  @Override
  public String readyPath() {
    return "/health";
  }

  @Override
  public Dialect dialect() {
    return new PeerDialect();
  }
}
