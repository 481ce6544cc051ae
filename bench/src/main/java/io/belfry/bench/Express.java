package io.belfry.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/// The peer on Node: Express and socket.io, in memory.
record Express(Path script) implements Target {

  @Override
  public String key() {
    return "express";
  }

  @Override
  public String title() {
    return "Express + socket.io";
  }

  @Override
  public String footnote() {
    return "in memory, Express 5.3.0 and socket.io 4.8.4 on Node "
        + nodeVersion()
        + " without flags";
  }

  @Override
  public Ports freePorts() {
    return Ports.shared();
  }

  @Override
  public List<String> command(Ports ports, Path data) {
    return List.of("node", script.toString(), Integer.toString(ports.http()));
  }

  @Override
  public String readyPath() {
    return "/health";
  }

  @Override
  public Dialect dialect() {
    return new PeerDialect();
  }

  private static String nodeVersion() {
    try {
      Process node = new ProcessBuilder("node", "--version").start();
      try (BufferedReader out = node.inputReader()) {
        return String.valueOf(out.readLine());
      }
    } catch (IOException e) {
      throw new LoadException("Node is not installed: " + LoadException.reason(e), e);
    }
  }
}
