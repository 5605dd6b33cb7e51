package io.weightless.check.bench.harness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProcessMemoryTest {
  private static final String ROLLUP =
      """
      3e000000-7fffe7baa000 ---p 00000000 00:00 0                              [rollup]
      Rss:               85476 kB
      Pss:               67367 kB
      Pss_Dirty:         60477 kB
      Pss_Anon:          60432 kB
      Pss_File:           6935 kB
      Pss_Shmem:             0 kB
      Shared_Clean:      24696 kB
      Shared_Dirty:          4 kB
      Private_Clean:       304 kB
      Private_Dirty:     60476 kB
      Referenced:        85476 kB
      Anonymous:         60432 kB
      """;

  @Test
  void whatOnlyThisProcessHasAndHasWrittenCountsInBytes() throws IOException {
    assertThat(ProcessMemory.parse(ROLLUP.lines().toList())).isEqualTo(60_476L * 1024);
  }

  @Test
  void aKernelThatDoesNotSayIsNamed() {
    assertThatThrownBy(() -> ProcessMemory.parse(List.of("Rss: 85476 kB")))
        .isInstanceOf(IOException.class)
        .hasMessage("no Private_Dirty: in smaps_rollup");
  }

  @Test
  void whatADescendantHasWrittenCountsAsWell() throws Exception {
    try (var children = Children.open()) {
      Process shell = children.start(List.of("sh", "-c", "sleep 1000 & echo $!; wait"));
      long pid = Long.parseLong(shell.inputReader().readLine());
      ProcessHandle grandchild = ProcessHandle.of(pid).orElseThrow();

      assertThat(ProcessMemory.ofTree(grandchild))
          .isPositive()
          .isLessThan(ProcessMemory.ofTree(shell.toHandle()));
    }
  }
}
