package io.weightless.check.bench.channel;

import static org.assertj.core.api.Assertions.assertThat;

import io.weightless.check.bench.harness.Children;
import io.weightless.check.bench.harness.Fork;
import io.weightless.check.bench.harness.GoProgram;
import io.weightless.testkit.Needs;
import java.util.List;
import org.junit.jupiter.api.Test;

class ChannelsInGoTest {

  @Test
  @Needs("go")
  void eachWorkReportsItsNumbers() throws Exception {
    try (var children = Children.open()) {
      GoProgram go = GoProgram.build(ChannelBenchmark.class, "channels.go", children);

      for (String work : List.of("rendezvous", "buffered", "select-4", "across", "across-trip")) {
        var results = Fork.results(children, go.command(List.of(work, "10")));
        assertThat(results.keySet()).containsExactly("ns");
      }
    }
  }
}
