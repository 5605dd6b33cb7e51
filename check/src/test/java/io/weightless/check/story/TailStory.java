package io.weightless.check.story;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The `tail` of the examples.
class TailStory {
  private static final String EXAMPLE = "examples/Tail.java";

  @TempDir Path folder;

  @Test
  void whatIsWrittenIsPrintedAlsoAfterARotationAndATruncation() throws IOException {
    Path log = Files.writeString(folder.resolve("log"), "first\n");
    try (Program tail = Program.weightless("run", EXAMPLE, log.toString())) {
      tail.awaitLine("first");
      append(log, "second\n");
      tail.awaitLine("second");

      Files.move(log, folder.resolve("log.1"));
      append(folder.resolve("log.1"), "written after the move\n");
      Files.writeString(log, "third, in a new file\n");
      tail.awaitLine("third, in a new file");
      assertThat(tail.out()).contains("written after the move");

      Files.writeString(log, "4\n");
      tail.awaitLine("4");
      append(log, "fifth\n");
      tail.awaitLine("fifth");
    }
  }

  @Test
  void aFileThatIsNotThereYetIsWaitedFor() throws IOException {
    Path log = folder.resolve("log");
    try (Program tail = Program.weightless("run", EXAMPLE, log.toString())) {
      tail.awaitLine("tail: .* is not there yet");
      Files.writeString(log, "here\n");
      tail.awaitLine("here");
    }
  }

  /// More events than the system keeps for one that does not look; the last of them is lost.
  @Test
  void afterAnOverflowWhatIsNewIsPrintedAndNothingTwice() throws IOException {
    Path log = Files.writeString(folder.resolve("log"), "first\n");
    try (Program tail = Program.weightless("run", EXAMPLE, log.toString())) {
      tail.awaitLine("first");
      tail.signal("STOP");
      makeNoise();
      append(log, "second\n");
      tail.signal("CONT");
      tail.awaitLine("second");

      append(log, "third\n");
      tail.awaitLine("third");
      assertThat(tail.out()).isEqualTo("first\nsecond\nthird\n");
    }
  }

  private void makeNoise() throws IOException {
    Path limit = Path.of("/proc/sys/fs/inotify/max_queued_events");
    Path noise = folder.resolve("noise");
    for (int i = Integer.parseInt(Files.readAllLines(limit).getFirst()); i > 0; i--) {
      Files.createFile(noise);
      Files.delete(noise);
    }
  }

  private static void append(Path log, String text) throws IOException {
    Files.writeString(log, text, StandardOpenOption.APPEND);
  }
}
