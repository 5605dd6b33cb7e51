package io.weightless.check.bench.harness;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ForkTest {

  @Test
  void onlyLinesOfResultsAreRead() {
    var lines = List.of("WARNING: result of a flag", "result heap 497.25", "result ns 1.2E-4");

    assertThat(Fork.parse(lines)).isEqualTo(Map.of("heap", 497.25, "ns", 1.2e-4));
  }

  @Test
  void aCommandRunsTheSameJavaWithTheSameClassPath() {
    assertThat(Fork.command(List.of("-Xmx1g"), ForkTest.class, List.of("a", "b")))
        .startsWith(System.getProperty("java.home") + "/bin/java")
        .containsSequence("-Xmx1g", "-cp", System.getProperty("java.class.path"))
        .endsWith(ForkTest.class.getName(), "a", "b");
  }
}
