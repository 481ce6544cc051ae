package io.belfry.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PerformancePageTest {

  @Test
  void a_new_page_names_the_command_and_holds_the_last_report_only(@TempDir Path folder)
      throws Exception {
    Path page = folder.resolve("performance.md");
    PerformancePage.write(page, "| first |\n");
    Files.writeString(page, Files.readString(page) + "\nWritten by hand.\n");
    PerformancePage.write(page, "| second |\n");

    assertThat(page)
        .content()
        .contains("bench/run --write", "| second |", "Written by hand.")
        .doesNotContain("| first |");
  }

  @Test
  void a_page_without_markers_is_left_alone() {
    assertThatThrownBy(() -> PerformancePage.replaced("# Performance\n", "| x |\n"))
        .hasMessageContaining("lacks the markers");
  }
}
