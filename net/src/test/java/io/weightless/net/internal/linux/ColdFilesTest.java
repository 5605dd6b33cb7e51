package io.weightless.net.internal.linux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.weightless.net.FileSource;
import io.weightless.net.Stream;
import io.weightless.net.internal.DiskFile;
import io.weightless.net.internal.EachLinuxBackend;
import io.weightless.net.internal.World;
import io.weightless.scope.Scope;
import io.weightless.scope.Task;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What is in the system's cache is there at once, and nobody is held up by what is not.
@EachLinuxBackend
final class ColdFilesTest {
  private static final int LENGTH = 300_000;
  private static final int FORGET = 4;
  private static final Function ADVISE = Function.named("posix_fadvise");

  @AutoClose private final World world;
  private final Path file;

  ColdFilesTest(String backend, @TempDir Path folder) throws IOException {
    world = new World(backend);
    file = Files.write(folder.resolve("file"), new byte[LENGTH]);
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      channel.force(true);
    }
  }

  private FileSource open() throws IOException {
    return world.reactor.service(io.weightless.net.Files.class).open(file);
  }

  /// Has the system forget what is in it.
  private static void makeCold(FileSource source) throws IOException {
    LinuxFile raw = (LinuxFile) ((DiskFile) source).raw();
    try (Arena arena = Arena.ofConfined()) {
      int _ = ADVISE.callIn(Function.state(arena), raw.descriptor(), 0, 0, FORGET, 0, 0, 0);
    }
    assumeTrue(!raw.hasAtHand(0, LENGTH), "this file system keeps all in memory");
  }

  private interface Act {
    void run() throws IOException;
  }

  /// Whether another task, which is ready, has its turn before `act` has ended.
  private static boolean letsOthersRun(Scope scope, Act act) throws IOException {
    List<String> trail = new ArrayList<>();
    Task<?> other = scope.start("other", () -> trail.add("other"));
    act.run();
    boolean ran = !trail.isEmpty();
    other.await();
    return ran;
  }

  @Test
  void whatIsInTheCacheIsReadAtOnce() throws IOException {
    world.run(scope -> {
      try (FileSource source = open()) {
        ByteBuffer all = ByteBuffer.allocateDirect(LENGTH);
        assertThat(source.read(all, 0)).isEqualTo(LENGTH);
        assertThat(letsOthersRun(scope, () -> source.read(all.clear(), 0))).isFalse();
      }
    });
  }

  @Test
  void whatIsOnTheDiskOnlyIsReadWhileOthersRun() throws IOException {
    world.run(scope -> {
      try (FileSource source = open()) {
        makeCold(source);
        ByteBuffer all = ByteBuffer.allocateDirect(LENGTH);
        assertThat(letsOthersRun(scope, () -> source.read(all, 0))).isTrue();
        assertThat(all.hasRemaining()).isFalse();
      }
    });
  }

  @Test
  void whatIsOnTheDiskOnlyIsFetchedBeforeItIsSent() throws IOException {
    world.run(scope -> {
      try (FileSource source = open();
          var listener = world.network().listen(World.ANY_PORT);
          Stream near = world.network().connect(listener.address());
          Stream far = listener.accept()) {
        makeCold(source);
        ((DiskFile) source).fetch(0, LENGTH);
        assertThat(((DiskFile) source).raw().hasAtHand(0, LENGTH)).isTrue();

        makeCold(source);
        Task<Long> arrived = scope.start("reader", () -> World.drain(far));
        near.transferFrom(source, 0, LENGTH);
        near.closeOutput();
        assertThat(arrived.await()).isEqualTo(LENGTH);
      }
    });
  }

  @Test
  void aCallbackReadsItAllTheSame() throws IOException {
    world.run(_ -> {
      try (FileSource source = open()) {
        makeCold(source);
        List<Integer> read = new ArrayList<>();
        world.reactor.post(() -> {
          try {
            read.add(source.read(ByteBuffer.allocateDirect(LENGTH), 0));
          } catch (IOException e) {
            throw new AssertionError(e);
          }
        });
        while (read.isEmpty()) {
          Task.yield();
        }
        assertThat(read).containsExactly(LENGTH);
      }
    });
  }
}
