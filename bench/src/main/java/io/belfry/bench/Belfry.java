package io.belfry.bench;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// Belfry as its users start it: by its launcher, with the flags that this chooses, and with its
/// embedded database on disk. `BELFRY_JAVA_OPTS` reaches it as it would reach any.
record Belfry(Path launcher) implements Target {
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
    String options = System.getenv().getOrDefault("BELFRY_JAVA_OPTS", "");
    return "durable (SQLite on disk, each answer after its commit), started by `./belfry serve`"
        + (options.isBlank() ? "" : " with `BELFRY_JAVA_OPTS=" + options + "`");
  }

  @Override
  public Ports freePorts() {
    return Ports.shared();
  }

  @Override
  public List<String> command(Ports ports, Path data) {
    String port = Integer.toString(ports.http());
    return List.of(launcher.toString(), "serve", "--port", port, "--data", data.toString());
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
  public BelfryDialect dialect() {
    return new BelfryDialect(API_KEY, JWT_SECRET);
  }
}
