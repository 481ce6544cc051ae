package io.belfry.bench;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// A node of several on one PostgreSQL and one Redis, otherwise as `belfry` is.
record BelfryNode(Belfry belfry, Backing backing) implements Target {

  @Override
  public String key() {
    return "node";
  }

  @Override
  public String title() {
    return "Belfry on PostgreSQL";
  }

  @Override
  public String footnote() {
    return "durable (PostgreSQL with `synchronous_commit`, each answer after its commit)";
  }

  @Override
  public Ports freePorts() {
    return belfry.freePorts();
  }

  @Override
  public List<String> command(Ports ports, Path data) {
    return belfry.command(ports, data);
  }

  @Override
  public Map<String, String> environment() {
    Map<String, String> environment = new HashMap<>(belfry.environment());
    environment.put("BELFRY_DATABASE_URL", backing.databaseUrl());
    environment.put("BELFRY_REDIS_URL", backing.redisUrl());
    return environment;
  }

  @Override
  public String readyPath() {
    return belfry.readyPath();
  }

  @Override
  public BelfryDialect dialect() {
    return belfry.dialect();
  }
}
