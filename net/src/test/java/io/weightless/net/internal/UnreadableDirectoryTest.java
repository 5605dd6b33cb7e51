package io.weightless.net.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.weightless.net.FileEvent.Created;
import io.weightless.net.FileEvent.Overflow;
import io.weightless.net.process.Command;
import io.weightless.net.process.Processes;
import io.weightless.net.terminal.internal.Jvm;
import io.weightless.testkit.Needs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/// A recursive watch of directories of which one can't be read, in a process that may not read all.
@EachBackend
@EnabledOnOs(OS.LINUX)
@Needs("setpriv")
record UnreadableDirectoryTest(String backend) {
  private static final String RIGHTS = "-dac_override,-dac_read_search";

  /// Whoever has them may read what nobody may.
  private static List<String> withoutRights(Path folder) throws IOException {
    Path closed =
        Files.createDirectory(
            folder.resolve("closed"), PosixFilePermissions.asFileAttribute(Set.of()));
    return Files.isReadable(closed)
        ? List.of("setpriv", "--bounding-set=" + RIGHTS, "--inh-caps=" + RIGHTS)
        : List.of();
  }

  @Test
  void itIsRefusedAtFirstAndCostsAnOverflowOnlyLater(@TempDir Path folder) throws IOException {
    List<String> words = new ArrayList<>(withoutRights(folder));
    words.addAll(Jvm.command(UnreadableDirectory.class, backend, folder.toString()).words());
    List<String> told = new ArrayList<>();
    try (World world = new World(backend)) {
      world.run(_ ->
          world
              .reactor
              .service(Processes.class)
              .run(Command.of(words))
              .checkSuccess()
              .text()
              .lines()
              .forEach(told::add));
    }
    Path watched = folder.resolve("watched");
    assertThat(told)
        .as("what is there at first")
        .first()
        .asString()
        .startsWith("refused: ")
        .contains(folder.resolve("outside/top/closed").toString());
    assertThat(told)
        .as("what comes later")
        .contains(
            new Overflow().toString(),
            new Created(watched.resolve("top")).toString(),
            new Created(watched.resolve("top/open")).toString(),
            new Created(watched.resolve("top/open/later")).toString());
  }
}
