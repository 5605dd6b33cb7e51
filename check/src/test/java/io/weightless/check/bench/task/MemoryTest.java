package io.weightless.check.bench.task;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class MemoryTest {

  @Test
  void residentMemoryIsReadInBytes() {
    assertThat(Memory.resident(List.of("VmPeak:\t  9000 kB", "VmRSS:\t  2048 kB")))
        .isEqualTo(2_097_152);
  }
}
