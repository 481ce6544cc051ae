package io.belfry.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

class MainTest {

  @ParameterizedTest
  @CsvSource({
    "--only=nginx, unknown target nginx",
    "--scenarios=soak, unknown scenario soak",
    "--sockets=15001, 'sockets must be from 1 to 15000, not 15001'",
    "--idle-sockets=0, 'idle sockets must be from 1 to 15000, not 0'",
    "--rounds=0, rounds must be from 1 to 20",
    "--seconds=121, seconds must be from 1 to 120",
    "--warmup=0, warm-up seconds must be from 1 to 120"
  })
  void what_cannot_be_measured_is_refused_before_anything_starts(String option, String complaint) {
    StringWriter errors = new StringWriter();
    int status = new CommandLine(new Main()).setErr(new PrintWriter(errors)).execute(option);

    assertThat(status).isEqualTo(CommandLine.ExitCode.USAGE);
    assertThat(errors.toString()).contains(complaint);
  }
}
