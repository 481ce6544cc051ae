package io.belfry.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class ProcessUsageTest {

  @Test
  void cpu_time_is_user_and_system_ticks_even_after_an_odd_name() {
    String stat = "4711 (a) b (c)) S 1 4711 4711 0 -1 4194560 100 0 1 0 250 75 9 9 20 0 31 0 555";
    assertThat(ProcessUsage.cpuMicros(stat)).isEqualTo(3_250_000);
  }

  @Test
  void resident_memory_is_read_in_bytes() {
    assertThat(ProcessUsage.residentBytes("Name:\tjava\nVmHWM:\t  99 kB\nVmRSS:\t   12 kB\n"))
        .isEqualTo(12 * 1024);
    assertThatThrownBy(() -> ProcessUsage.residentBytes("Name:\tzombie\n"))
        .isInstanceOf(LoadException.class);
  }

  @Test
  void a_living_process_uses_some_of_everything() {
    ProcessUsage usage = ProcessUsage.of(ProcessHandle.current().pid());
    assertThat(usage.cpuMicros()).isPositive();
    assertThat(usage.residentBytes()).isGreaterThan(10_000_000);
    assertThat(usage.threads()).isGreaterThan(1);
    assertThat(usage.descriptors()).isGreaterThan(3);
  }
}
