package io.weightless.net.process.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weightless.net.internal.EachBackend;
import io.weightless.net.internal.World;
import io.weightless.net.process.Command;
import io.weightless.net.process.Completed;
import io.weightless.net.process.Process;
import io.weightless.net.process.ProcessException;
import io.weightless.net.process.ProcessException.Reason;
import io.weightless.net.process.Redirect;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/// What a process of the system finds around it: arguments, environment, directory, files.
@EachBackend
@EnabledOnOs(OS.LINUX)
record SurroundingsTest(String backend) {
  private interface Story {
    void tell() throws IOException;
  }

  private void run(Story story) throws IOException {
    try (World world = new World(backend)) {
      world.run(_ -> story.tell());
    }
  }

  @Test
  void noShellReadsItsArguments() throws IOException {
    run(() ->
        assertThat(Shell.output(Command.of("printf", "%s|", "a b", "*", "$HOME", "\"", "ä")))
            .isEqualTo("a b|*|$HOME|\"|ä|"));
  }

  @Test
  void itInheritsTheEnvironmentAndMore() throws IOException {
    run(() ->
        assertThat(Shell.output(Shell.script("echo \"$PATH $MORE\"").with("MORE", "of it")))
            .isEqualTo(System.getenv("PATH") + " of it\n"));
  }

  @Test
  void itHasNothingOfAnEnvironmentThatIsNotForIt() throws IOException {
    run(() -> {
      Command bare = Command.of("env").withOnly(Map.of("ONLY", "this"));
      assertThat(Shell.output(bare)).isEqualTo("ONLY=this\n");
      assertThat(Shell.output(bare.withOnly(Map.of()))).isEmpty();
    });
  }

  @Test
  void itRunsInItsDirectory(@TempDir Path folder) throws IOException {
    Path real = folder.toRealPath();
    run(() -> assertThat(Shell.output(Command.of("pwd").in(real))).isEqualTo(real + "\n"));
  }

  @Test
  void itReadsAndWritesFiles(@TempDir Path folder) throws IOException {
    Path in = Files.writeString(folder.resolve("in"), "from a file");
    Path out = Files.writeString(folder.resolve("out"), "something much longer than that");
    run(() -> {
      Command cat = Command.of("cat").input(Redirect.from(in));
      Completed completed = Shell.processes().run(cat.output(Redirect.to(out)));
      assertThat(completed.checkSuccess().text()).isEmpty();
      assertThat(out).hasContent("from a file");

      Shell.processes().run(cat.output(Redirect.append(out))).checkSuccess();
      assertThat(out).hasContent("from a filefrom a file");
    });
  }

  @Test
  void itsErrorsMayGoToAFileOfTheirOwn(@TempDir Path folder) throws IOException {
    Path errors = folder.resolve("errors");
    run(() -> {
      Command command = Shell.script("echo good; echo bad >&2").errors(Redirect.to(errors));
      assertThat(Shell.output(command)).isEqualTo("good\n");
      assertThat(errors).hasContent("bad\n");
    });
  }

  @Test
  void nothingIsThereToReadOrToWriteTo() throws IOException {
    run(() -> {
      Command command = Shell.script("cat; echo lost").input(Redirect.NONE).output(Redirect.NONE);
      assertThat(Shell.output(command)).isEmpty();
    });
  }

  @Test
  void whatCanNotBeStartedIsRefusedInOneLine(@TempDir Path folder) throws IOException {
    Path text = Files.writeString(folder.resolve("text"), "no program");
    Path gone = folder.resolve("gone");
    run(() -> {
      assertRefused(Command.of("" + text), Reason.NOT_EXECUTABLE, "it can't be run");
      assertRefused(Command.of("" + gone), Reason.NO_SUCH_PROGRAM, "there is no such program");
      assertRefused(
          Command.of("cat").in(gone), Reason.NO_SUCH_DIRECTORY, "there is no directory " + gone);
      assertRefused(
          Command.of("cat").input(Redirect.from(gone)), Reason.NO_SUCH_FILE, "there is no " + gone);
      assertRefused(
          Command.of("cat").output(Redirect.to(folder)),
          Reason.NO_SUCH_FILE,
          folder + " is not a regular file");
      assertRefused(
          Command.of("cat").output(Redirect.to(gone.resolve("file"))),
          Reason.NO_SUCH_FILE,
          "there is no directory " + gone);
    });
  }

  /// Nobody may write to a program that runs, not even the superuser.
  @Test
  void aFileThatCanNotBeOpenedIsNotTakenForTheProgram(@TempDir Path folder) throws IOException {
    Path program = Files.copy(Path.of("/bin/sleep"), folder.resolve("sleep"));
    run(() -> {
      try (Process _ = Shell.processes().start(Command.of("" + program, "1000"))) {
        Command command = Command.of("cat").output(Redirect.append(program));
        assertThatThrownBy(() -> Shell.processes().start(command))
            .hasMessageContaining("" + program)
            .isInstanceOfSatisfying(
                ProcessException.class,
                refused -> assertThat(refused.reason()).isEqualTo(Reason.NO_SUCH_FILE));
      }
    });
  }

  private static void assertRefused(Command command, Reason reason, String why) {
    assertThatThrownBy(() -> Shell.processes().start(command))
        .hasMessage("start " + command.program() + ": " + why)
        .isInstanceOfSatisfying(
            ProcessException.class, refused -> assertThat(refused.reason()).isEqualTo(reason));
  }
}
