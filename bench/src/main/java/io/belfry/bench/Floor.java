package io.belfry.bench;

import java.nio.file.Path;
import java.util.List;

/// No competitor but the floor: a bare Netty server that only writes prepared frames.
record Floor(Path jar) implements Target {
  private static final List<String> FLAGS = List.of("--sun-misc-unsafe-memory-access=allow");

  @Override
  public String key() {
    return "floor";
  }

  @Override
  public String title() {
    return "floor (bare Netty)";
  }

  @Override
  public String footnote() {
    return "writes one prepared frame to every socket and can do nothing else, Netty 4.2 (epoll), "
        + JavaCommand.description(FLAGS);
  }

  @Override
  public Ports freePorts() {
    return Ports.shared();
  }

  @Override
  public List<String> command(Ports ports, Path data) {
    return JavaCommand.of(
        FLAGS,
        List.of(
            "-cp", jar.toString(), FloorServer.class.getName(), Integer.toString(ports.http())));
  }

  @Override
  public String readyPath() {
    return "/";
  }

  @Override
  public Dialect dialect() {
    return new PeerDialect();
  }
}
