package io.weightless.check.story;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The mail watcher of the examples, in its five forms.
class MailWatcherStory {
  private static final String EXAMPLE = "examples/MailWatcher.java";
  private static final List<String> FORMS =
      List.of("poll", "thread", "offload", "deferred", "task");

  @TempDir Path folder;

  @Test
  void eachFormWaitsForTheMailAndTakesIt() throws IOException {
    try (Program watcher = Program.weightless("run", EXAMPLE, folder.toString())) {
      for (String form : FORMS) {
        watcher.awaitLine(form + " looks for .*");
        deliver();
        watcher.awaitLine(form + ": \\[Dear Ann,, it works.\\]");
      }
      assertThat(watcher.exit()).as(watcher.toString()).isZero();
      assertThat(folder).isEmptyDirectory();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"thread", "deferred"})
  void mailThatCannotBeReadIsAFailure(String form) throws IOException {
    Files.createDirectory(folder.resolve("mail"));
    try (Program watcher = Program.weightless("run", EXAMPLE, folder.toString(), form)) {
      assertThat(watcher.exit()).as(watcher.toString()).isNotZero();
      assertThat(watcher.err()).contains("Is a directory");
    }
  }

  /// At once, as a mail server does.
  private void deliver() throws IOException {
    Path written = Files.writeString(folder.resolve("written"), "Dear Ann,\nit works.\n");
    Files.move(written, folder.resolve("mail"));
  }
}
