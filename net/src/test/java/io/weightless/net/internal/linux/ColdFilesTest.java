package io.weightless.net.internal.linux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.weightless.net.FileSource;
import io.weightless.net.FileWatch;
import io.weightless.net.Stream;
import io.weightless.net.internal.Budget;
import io.weightless.net.internal.DiskFile;
import io.weightless.net.internal.EachLinuxBackend;
import io.weightless.net.internal.World;
import io.weightless.scope.Scope;
import io.weightless.scope.Task;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
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
  void whoReadsMuchThatIsInTheCacheGivesWay() throws IOException {
    world.run(scope -> {
      try (FileSource source = open()) {
        ByteBuffer some = ByteBuffer.allocate(LENGTH);
        assertThat(source.read(some, 0)).isEqualTo(LENGTH);
        assertThat(
                letsOthersRun(
                    scope,
                    () -> {
                      for (int i = 0; i <= Budget.OPERATIONS; i++) {
                        source.read(some.clear().limit(1), 0);
                      }
                    }))
            .isTrue();
      }
    });
  }

  @Test
  void oneLongReadOfWhatIsInTheCacheGivesWay() throws IOException {
    Files.write(file, new byte[3_000_000]);
    world.run(scope -> {
      try (FileSource source = open()) {
        ByteBuffer all = ByteBuffer.allocateDirect(3_000_000);
        assertThat(letsOthersRun(scope, () -> source.read(all, 0))).isTrue();
        assertThat(all.hasRemaining()).isFalse();
      }
    });
  }

  @Test
  void whoReadsEventAfterEventGivesWay() throws IOException {
    world.run(scope -> {
      Path folder = file.getParent();
      try (FileWatch watch =
          world.reactor.service(io.weightless.net.Files.class).watch(folder, false)) {
        for (int i = 0; i <= Budget.OPERATIONS; i++) {
          Files.createDirectory(folder.resolve("made" + i));
        }
        assertThat(
                letsOthersRun(
                    scope,
                    () -> {
                      for (int i = 0; i <= Budget.OPERATIONS; i++) {
                        watch.next();
                      }
                    }))
            .isTrue();
      }
    });
  }

  @Test
  void readsIntoTheHeapShareOnePlaceOutsideOfIt() throws IOException {
    BufferPoolMXBean outside =
        ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class).stream()
            .filter(pool -> pool.getName().equals("direct"))
            .findFirst()
            .orElseThrow();
    world.run(_ -> {
      try (FileSource source = open()) {
        ByteBuffer heap = ByteBuffer.allocate(LENGTH);
        assertThat(source.read(heap, 0)).isEqualTo(LENGTH);
        long before = outside.getCount();
        for (int i = 0; i < 500; i++) {
          assertThat(source.read(heap.clear(), 0)).isEqualTo(LENGTH);
        }
        assertThat(outside.getCount()).isLessThan(before + 100);
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
