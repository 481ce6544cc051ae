package io.belfry.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PerformancePageTest {

  @Test
  void a_region_holds_what_was_written_last_and_the_rest_stays(@TempDir Path folder)
      throws Exception {
    Path file = folder.resolve("performance.md");
    Files.writeString(
        file, "# P\n<!-- a:begin -->\n<!-- a:end -->\nBy hand.\n<!-- b:begin --><!-- b:end -->\n");
    PerformancePage page = new PerformancePage(file);
    page.write("a", "| first |\n");
    page.write("b", "| other |\n");
    page.write("a", "| second |\n");

    assertThat(file)
        .content()
        .contains("# P", "| second |", "By hand.", "| other |")
        .doesNotContain("| first |");
  }

  @Test
  void a_page_without_markers_is_left_alone() {
    assertThatThrownBy(() -> PerformancePage.replaced("# Performance\n", "bench", "| x |\n"))
        .hasMessageContaining("lacks the markers <!-- bench:begin -->");
  }
}
