package io.belfry.server;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Which package may know which: docs/ARCHITECTURE.md.
final class ArchitectureTest {
  private static final String ROOT = "io.belfry.server.";
  private static final List<String> DOWNWARD =
      List.of(
          "app",
          "api",
          "realtime",
          "copy.jdbc",
          "action",
          "broadcast.jdbc",
          "broadcast",
          "inbox.jdbc.postgres",
          "inbox.jdbc.sqlite",
          "inbox.jdbc",
          "inbox",
          "cluster.redis",
          "cluster",
          "policy",
          "auth.jdbc",
          "user.jdbc",
          "auth",
          "jdbc",
          "journal",
          "user",
          "notification",
          "problem");
  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("io.belfry.server");

  @Test
  void no_package_knows_one_above_it() {
    for (int i = 0; i < DOWNWARD.size(); i++) {
      for (String above : DOWNWARD.subList(0, i)) {
        noClasses()
            .that()
            .resideInAPackage(ROOT + DOWNWARD.get(i))
            .should()
            .dependOnClassesThat()
            .resideInAPackage(ROOT + above)
            .check(CLASSES);
      }
    }
  }

  @Test
  void packages_are_free_of_cycles() {
    slices().matching("io.belfry.server.(**)").should().beFreeOfCycles().check(CLASSES);
  }

  @Test
  void only_adapters_know_sql() {
    noClasses()
        .that()
        .resideOutsideOfPackage("..jdbc..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "java.sql..", "org.sqlite..", "org.postgresql..", "com.zaxxer..", "org.flywaydb..")
        .check(CLASSES);
  }

  @Test
  void only_the_bus_over_redis_knows_redis() {
    noClasses()
        .that()
        .resideOutsideOfPackage("..cluster.redis..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("io.lettuce..", "reactor..")
        .check(CLASSES);
  }

  @Test
  void only_the_composition_root_names_adapters() {
    for (String adapters : List.of("..jdbc..", "..redis..")) {
      noClasses()
          .that()
          .resideOutsideOfPackages(adapters, "..app..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage(adapters)
          .check(CLASSES);
    }
  }

  @Test
  void the_log_and_the_domain_know_nothing_of_the_network() {
    noClasses()
        .that()
        .resideInAnyPackage(
            "..inbox..",
            "..notification..",
            "..user..",
            "..auth..",
            "..problem..",
            "..cluster",
            "..policy..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("io.netty..", "io.vertx..", "io.belfry.socketio..")
        .check(CLASSES);
  }

  @Test
  void the_socket_library_knows_nothing_of_notifications() {
    noClasses()
        .that()
        .resideInAPackage("io.belfry.socketio..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("io.belfry.server..")
        .check(new ClassFileImporter().importPackages("io.belfry.socketio"));
  }
}
