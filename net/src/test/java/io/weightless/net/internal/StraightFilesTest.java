package io.weightless.net.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.weightless.net.FileSource;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What one look of the system is enough for.
@EachLinuxBackend
final class StraightFilesTest {
  @AutoClose private final World world;
  private final Path folder;
  private final Path file;

  StraightFilesTest(String backend, @TempDir Path folder) throws IOException {
    world = new World(backend);
    this.folder = folder.toRealPath();
    file = Files.writeString(this.folder.resolve("file.txt"), "0123456789");
  }

  @Test
  void aFileWithoutALinkOnTheWayIsOpened() throws IOException {
    world.run(_ -> {
      try (FileSource source = world.files().openStraight(file)) {
        assertThat(source).isNotNull();
        assertThat(source.info()).isEqualTo(world.files().info(file));
        ByteBuffer target = ByteBuffer.allocate(4);
        assertThat(source.read(target, 3)).isEqualTo(4);
        assertThat(World.text(target.flip())).isEqualTo("3456");
      }
    });
  }

  @Test
  void whatNeedsAnotherLookIsNotAndNothingStaysOpen() throws Exception {
    Path below = Files.createDirectory(folder.resolve("below"));
    Files.writeString(below.resolve("a.txt"), "a");
    Files.createSymbolicLink(folder.resolve("link"), file);
    Files.createSymbolicLink(folder.resolve("way"), below);
    makePipe(folder.resolve("pipe"));
    List<String> others =
        List.of("link", "way/a.txt", "below", "pipe", "missing", "file.txt/x", "x".repeat(5000));
    world.run(_ -> {
      for (String name : others) {
        assertThat(world.files().openStraight(folder.resolve(name))).as(name).isNull();
      }
      assertThat(openBelow(folder)).isEmpty();
    });
  }

  /// One that nobody writes to: whoever opened it as it is would wait for ever.
  private static void makePipe(Path path) throws Exception {
    assertThat(new ProcessBuilder("mkfifo", path.toString()).start().waitFor()).isZero();
  }

  private static List<Path> openBelow(Path folder) throws IOException {
    List<Path> found = new ArrayList<>();
    try (Stream<Path> descriptors = Files.list(Path.of("/proc/self/fd"))) {
      for (Path descriptor : descriptors.toList()) {
        if (Files.isSymbolicLink(descriptor)) {
          Path target = Files.readSymbolicLink(descriptor);
          if (target.startsWith(folder)) {
            found.add(target);
          }
        }
      }
    }
    return found;
  }
}
