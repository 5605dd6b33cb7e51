package io.weightless.check.bench.harness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class ChildrenTest {

  @Test
  void closingEndsAProcessAndWhatItStarted() throws Exception {
    Process shell;
    ProcessHandle grandchild;
    try (var children = Children.open()) {
      shell = children.start(List.of("sh", "-c", "sleep 1000 & echo $!; wait"));
      grandchild = ProcessHandle.of(Long.parseLong(shell.inputReader().readLine())).orElseThrow();
    }

    assertThat(shell.isAlive()).isFalse();
    grandchild.onExit().join();
  }

  @Test
  void whatComesAfterwardsIsDoneOnceAndWhenAllHaveEnded() throws Exception {
    var children = Children.open();
    Process process = children.start(List.of("sleep", "1000"));
    var done = new StringBuilder();
    children.afterwards(() -> done.append(process.isAlive() ? "too early" : "done"));

    children.close();
    children.close();

    assertThat(done).hasToString("done");
  }

  @Test
  void nothingIsStartedAfterTheEnd() {
    var children = Children.open();
    children.close();

    assertThatThrownBy(() -> children.start(List.of("sleep", "1000")))
        .isInstanceOf(IOException.class);
  }
}
