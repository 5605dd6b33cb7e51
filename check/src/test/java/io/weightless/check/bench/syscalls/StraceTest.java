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
        in.write("one\n");
        in.flush();
        assertThat(out.readLine()).isEqualTo("one");
        Children.end(counting);
      }

      assertThat(strace.counts().byName()).containsEntry("write", 1L).containsKey("read");
    }
  }
}
