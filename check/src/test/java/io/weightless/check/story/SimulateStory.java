package io.weightless.check.story;

import static org.assertj.core.api.Assertions.assertThat;

import io.weightless.testkit.OneEngine;
import io.weightless.testkit.PerEngine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `weightless simulate`, on a scenario that fails with every seventh seed.
class SimulateStory {
  private static final String ELECTION = "examples/LeaderElection.java";

  @TempDir Path folder;
  private String sevenths;

  @BeforeEach
  void write() throws IOException {
    Path file = folder.resolve("Sevenths.java");
    Files.writeString(
        file,
        """
        import io.weightless.simulation.*;

        final class Sevenths implements Scenario {
          @Override
          public void prepare(Simulation simulation) {
            simulation.host("a", () -> Sevens.check(simulation.seed()));
          }
        }
        """);
    Files.writeString(
        folder.resolve("Sevens.java"),
        """
        final class Sevens {
          static void check(long seed) {
            if (seed % 7 == 0) {
              throw new IllegalStateException(seed + " is one");
            }
          }
        }
        """);
    sevenths = file.toString();
  }

  @Test
  void seedsThatDoNotFailExitWithZero() {
    try (Program run = Program.weightless("simulate", sevenths, "--seeds", "1..6")) {
      assertThat(run.exit()).as(run.toString()).isZero();
      assertThat(run.out()).isEqualTo("6 seeds, 0 failed\n");
    }
  }

  @Test
  void eachSeedThatFailsIsToldWithTheCommandThatShowsItAgain() {
    try (Program run = Program.weightless("simulate", sevenths, "--seeds", "1..20")) {
      assertThat(run.exit()).as(run.toString()).isEqualTo(1);
      assertThat(run.out())
          .contains("seed 7, after 0.000 s", "7 is one", "seed 14, after")
          .contains("  again: ./weightless simulate " + sevenths + " --seeds 14\n")
          .endsWith("20 seeds, 2 failed\n");
    }
  }

  @Test
  void theCommandThatShowsItAgainIsOneForAShell() throws IOException {
    Path blank = Files.createDirectories(folder.resolve("it's mine"));
    for (String name : List.of("Sevenths.java", "Sevens.java")) {
      Files.copy(folder.resolve(name), blank.resolve(name));
    }
    String file = blank.resolve("Sevenths.java").toString();
    try (Program run =
        Program.weightless("simulate", file, "--seeds", "7", "--faults", "slow, lost")) {
      assertThat(run.exit()).as(run.toString()).isEqualTo(1);
      String quoted = "'" + file.replace("'", "'\\''") + "'";
      assertThat(run.out())
          .contains(
              "  again: ./weightless simulate " + quoted + " --seeds 7 --faults 'slow, lost'\n");
    }
  }

  @Test
  void progressIsToldOnStandardError() {
    try (Program run = Program.weightless("simulate", sevenths, "--seeds", "1..20")) {
      run.exit();
      assertThat(run.err()).contains("50%: 10 seeds, 1 failed").contains("100%: 20 seeds");
    }
  }

  @Test
  void theTraceOfOneSeedIsWrittenToAFile() throws IOException {
    Path trace = folder.resolve("trace.txt");
    try (Program run =
        Program.weightless("simulate", sevenths, "--seeds", "3", "--trace", trace.toString())) {
      assertThat(run.exit()).as(run.toString()).isZero();
    }
    assertThat(Files.readAllLines(trace)).contains("1 us a: a");
  }

  @Test
  void aFaultThatNeverStruckIsAFailure() {
    try (Program run =
        Program.weightless("simulate", sevenths, "--seeds", "701..750", "--faults", "lost")) {
      assertThat(run.exit()).as(run.toString()).isEqualTo(1);
      assertThat(run.err()).contains("these faults never struck").contains("LOST");
    }
  }

  @Test
  void theLeaderElectionOfTheExamplesHolds() {
    String seeds = "1.." + PerEngine.amount(50, 10);
    try (Program run = Program.weightless("simulate", ELECTION, "--seeds", seeds)) {
      assertThat(run.exit()).as(run.toString()).isZero();
      assertThat(run.out()).contains(" seeds, 0 failed; SLOW ");
    }
  }

  /// A node that forgets for whom it has voted votes twice in one term.
  @Test
  void anElectionWhoseNodesForgetTheirVotesWhenTheyCrashIsFoundOut() throws IOException {
    String right = Files.readString(Program.root().resolve(ELECTION));
    String wrong = right.replace("world.new Node(name, disk)", "world.new Node(name, new Disk())");
    assertThat(wrong).isNotEqualTo(right);
    Path file = Files.writeString(folder.resolve("LeaderElection.java"), wrong);
    try (Program run = Program.weightless("simulate", file.toString(), "--seeds", "1..1000")) {
      assertThat(run.exit()).as(run.toString()).isEqualTo(1);
      assertThat(run.out())
          .contains("this does not hold: there is at most one leader in each term");
    }
  }

  @Test
  @OneEngine
  void mistakesAreToldInALine() throws IOException {
    Path broken = Files.writeString(folder.resolve("Broken.java"), "class Broken {");
    Path other = Files.writeString(folder.resolve("Other.java"), "class Other {}");
    assertMistake("no such file: none.java", "none.java");
    assertMistake("it does not compile: " + broken + ":1: error", broken.toString());
    assertMistake("Other is no scenario: let it implement", other.toString());
    assertMistake("'x' names no seeds; write 7 or 1..1000", sevenths, "--seeds", "x");
    assertMistake("no fault is called 'rain'", sevenths, "--faults", "rain");
    assertMistake("a trace is of one seed", sevenths, "--trace", "trace.txt");
    assertMistake(
        "can't write the trace to none/trace.txt",
        sevenths,
        "--seeds",
        "1",
        "--trace",
        "none/trace.txt");
  }

  private static void assertMistake(String message, String... arguments) {
    String[] line = new String[arguments.length + 1];
    line[0] = "simulate";
    System.arraycopy(arguments, 0, line, 1, arguments.length);
    try (Program run = Program.weightless(line)) {
      assertThat(run.exit()).as(run.toString()).isEqualTo(2);
      assertThat(run.err()).startsWith("weightless simulate: " + message);
      assertThat(run.err().lines()).hasSize(1);
    }
  }
}
