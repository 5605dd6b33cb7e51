package io.weightless.check.story;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The example of a supervisor, with programs that last and one that does not at first.
class SupervisorStory {
  @TempDir Path folder;

  @Test
  void oneThatFailsRunsAgainAndASignalEndsThemAllWithTheirChildren() throws IOException {
    Path flaky =
        Files.writeString(
            folder.resolve("flaky.sh"),
            """
            echo try >> "$1"
            if [ $(wc -l < "$1") -lt 3 ]; then exit 1; fi
            sleep 1000 &
            echo child $!
            wait
            """);
    Path list =
        Files.writeString(
            folder.resolve("Procfile"),
            "steady: sleep 1000\nflaky: sh " + flaky + " " + folder.resolve("tries") + "\n");

    try (Program supervisor = Program.weightless("run", "examples/Supervisor.java", "" + list)) {
      long steady = number(supervisor.awaitLine("steady runs as \\d+"));
      long child = number(supervisor.awaitLine("flaky: child \\d+"));
      assertThat(supervisor.out()).containsOnlyOnce("steady runs").contains("flaky: exit status 1");
      assertThat(folder.resolve("tries")).hasContent("try\ntry\ntry\n");

      supervisor.terminate();
      assertThat(supervisor.exit()).as(supervisor.toString()).isZero();
      assertThat(supervisor.out()).endsWith("all have ended\n");
      assertThat(ProcessHandle.of(steady)).isEmpty();
      assertThat(ProcessHandle.of(child).filter(SupervisorStory::runs)).isEmpty();
    }
  }

  /// An orphan that was killed may wait to be buried; it runs nothing then.
  private static boolean runs(ProcessHandle process) {
    return process.info().command().isPresent();
  }

  @Test
  void whenAllAreDoneItIsToo() throws IOException {
    Path list = Files.writeString(folder.resolve("Procfile"), "one: true\nother: echo hello\n");
    try (Program supervisor = Program.weightless("run", "examples/Supervisor.java", "" + list)) {
      assertThat(supervisor.exit()).as(supervisor.toString()).isZero();
      assertThat(supervisor.out()).contains("other: hello\n").endsWith("all have ended\n");
    }
  }

  private static long number(String line) {
    return Long.parseLong(line.substring(line.lastIndexOf(' ') + 1));
  }
}
