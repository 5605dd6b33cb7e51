package io.weightless.check.bench.harness;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class MachineTest {

  @Test
  void theSoftLimitOfDescriptorsCounts() {
    var limits =
        List.of(
            "Limit                     Soft Limit           Hard Limit           Units",
            "Max open files            20000                524288               files");

    assertThat(Machine.descriptors(limits)).isEqualTo(20_000);
  }

  @Test
  void unlimitedDescriptorsAreMoreThanAnybodyNeeds() {
    assertThat(Machine.descriptors(List.of("Max open files  unlimited  unlimited  files")))
        .isEqualTo(Long.MAX_VALUE);
  }

  @Test
  void theDescriptionIsOneLine() throws IOException {
    assertThat(Machine.describe()).contains("JDK ", "Linux ").doesNotContain("\n");
  }
}
