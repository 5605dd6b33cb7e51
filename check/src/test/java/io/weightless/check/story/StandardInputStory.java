package io.weightless.check.story;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A task that reads `System.in`, which ends at once here, and one beside it.
class StandardInputStory {
  @TempDir Path folder;

  @Test
  void standardInputHoldsTheLoop() throws IOException {
    assertThat(printedBy("System.in.read()")).isEqualTo("read -1\nother\n");
  }

  @Test
  void standardInputInAnOffloadDoesNot() throws IOException {
    assertThat(printedBy("offload.callAbandonable(System.in::read)")).isEqualTo("other\nread -1\n");
  }

  private String printedBy(String read) throws IOException {
    Path program = folder.resolve("Reads.java");
    Files.writeString(
        program,
        """
        import io.weightless.offload.Offload;
        import io.weightless.reactor.Reactor;
        import io.weightless.scope.Scope;

        void main() throws Exception {
          try (Reactor reactor = Reactor.open(); Offload offload = Offload.open()) {
            reactor.run(() -> Scope.join(scope -> {
              scope.start("reads", () -> IO.println("read " + %s));
              scope.start("other", () -> IO.println("other"));
            }));
          }
        }
        """
            .formatted(read));
    try (Program run = Program.weightless("run", program.toString())) {
      assertThat(run.exit()).as(run.toString()).isZero();
      return run.out();
    }
  }
}
