package io.belfry.bench;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// Belfry as customers start it: the one jar, with the launcher's flags and its embedded database
/// on disk.
record Belfry(Path jar) implements Target {
  private static final String API_KEY = "bk_bench_0123456789abcdef0123456789abcdef";
  private static final String JWT_SECRET = "bench-secret-0123456789abcdef0123456789abcdef";

  @Override
  public String key() {
    return "belfry";
  }

  @Override
  public String title() {
    return "Belfry";
  }

  @Override
  public String footnote() {
    return "durable (SQLite on disk, each answer after its commit), "
        + JavaCommand.description(
            options().stream().map(file -> "@launcher/" + file.getFileName()).toList());
  }

  @Override
  public Ports freePorts() {
    return Ports.shared();
  }

  @Override
  public List<String> command(Ports ports, Path data) {
    String port = Integer.toString(ports.http());
    return JavaCommand.jar(
        jar,
        options().stream().map(file -> "@" + file).toList(),
        List.of("serve", "--port", port, "--data", data.toString()));
  }

  /// The files of flags that the launcher passes too, of the checkout that `jar` was built in; none
  /// of a jar that stands elsewhere.
  private List<Path> options() {
    Path launcher = jar.resolve("../../../launcher").normalize();
    return Stream.of("jvm.options", "heap.options")
        .map(launcher::resolve)
        .filter(Files::exists)
        .toList();
  }

  @Override
  public Map<String, String> environment() {
    return Map.of("BELFRY_API_KEY", API_KEY, "BELFRY_JWT_SECRET", JWT_SECRET);
  }

  @Override
  public String readyPath() {
    return "/health/ready";
  }

  @Override
  public Dialect dialect() {
    return new BelfryDialect(API_KEY, JWT_SECRET);
  }
}
