package io.weightless.check.bench.syscalls;

import static org.assertj.core.api.Assertions.assertThat;

import io.weightless.check.bench.harness.Children;
import io.weightless.testkit.Needs;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Needs("strace")
class StraceTest {

  @Test
  void whatAProcessCallsWhileItIsWatchedIsCounted(@TempDir Path directory) throws Exception {
    try (var children = Children.open()) {
      Process cat = children.start(List.of("cat"));
      Strace strace = new Strace(directory, children);

      Process counting = strace.attach(cat.toHandle());
      try (var in = cat.outputWriter();
          var out = cat.inputReader()) {
        for (String line : List.of("one", "two", "three")) {
          in.write(line + "\n");
          in.flush();
          assertThat(out.readLine()).isEqualTo(line);
        }
        Children.end(counting);
      }

      // the last line can be read before its call has ended, and only ended calls are counted
      assertThat(strace.counts().byName()).containsKey("read");
      assertThat(strace.counts().byName().get("write")).isBetween(2L, 3L);
    }
  }
}
