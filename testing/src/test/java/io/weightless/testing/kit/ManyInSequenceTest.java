package io.weightless.testing.kit;

import static org.assertj.core.api.Assertions.assertThat;

import io.weightless.net.Address;
import io.weightless.net.Listener;
import io.weightless.net.Network;
import io.weightless.net.Stream;
import io.weightless.reactor.Reactor;
import java.io.IOException;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Connections that were opened and closed leave the process as it was.
@EnabledOnOs(OS.LINUX)
final class ManyInSequenceTest {
  /// Until all that is made once has been made.
  private static final int FIRST = 200;

  private static final int MANY = 2_000;

  /// Fewer descriptors for both ends than the 4,096 that Linux grants unasked.
  private static final int AT_ONCE = 1_500;

  /// One in so many holds a buffer: fewer than a pool keeps, which are not left to the collector.
  private static final int LENDING = 7;

  @ParameterizedTest
  @MethodSource("io.weightless.testing.kit.Ground#real")
  void neitherDescriptorsNorNativeMemoryGrow(Ground ground) throws IOException {
    try (Reactor reactor = ground.openReactor()) {
      reactor.run(() -> openAndClose(FIRST));
      int descriptors = descriptors();
      long memory = nativeMemory();

      reactor.run(() -> openAndClose(MANY));

      assertThat(descriptors()).isLessThanOrEqualTo(descriptors);
      assertThat(nativeMemory() - memory).isLessThan(MANY * 64L);
    }
  }

  /// The first crowd makes room for the second one.
  @ParameterizedTest
  @MethodSource("io.weightless.testing.kit.Ground#real")
  void norDoTheyAfterManyAtOnce(Ground ground) throws IOException {
    try (Reactor reactor = ground.openReactor()) {
      reactor.run(() -> openAndClose(FIRST));
      int descriptors = descriptors();
      reactor.run(() -> holdAndClose(AT_ONCE));
      long memory = nativeMemory();

      reactor.run(() -> holdAndClose(AT_ONCE));

      assertThat(descriptors()).isLessThanOrEqualTo(descriptors);
      assertThat(nativeMemory() - memory).isLessThan(AT_ONCE * 64L);
    }
  }

  /// Each sends, some end in disorder.
  private static void openAndClose(int count) throws IOException {
    Network network = Reactor.current().service(Network.class);
    try (Listener listener = network.listen(new Address("127.0.0.1", 0))) {
      for (int i = 0; i < count; i++) {
        Stream near = network.connect(listener.address());
        Stream far = listener.accept();
        near.write(Talk.bytes("question"));
        Talk.readText(far, 8);
        far.write(Talk.bytes("answer"));
        if (i % 3 == 0) {
          Talk.readText(near, 6);
        }
        far.close();
        if (i % 2 == 0) {
          near.close();
        } else {
          near.reset();
        }
      }
    }
    Talk.untilAllWait();
  }

  /// All are open at once, some with bytes that are lent, and all with bytes that nobody reads.
  private static void holdAndClose(int count) throws IOException {
    Network network = Reactor.current().service(Network.class);
    List<Pair> pairs = new ArrayList<>();
    try (Listener listener = network.listen(new Address("127.0.0.1", 0))) {
      for (int i = 0; i < count; i++) {
        Stream near = network.connect(listener.address());
        Pair pair = new Pair(near, listener.accept());
        near.write(Talk.bytes("question"));
        if (i % LENDING == 0) {
          pair.far().read();
        }
        pair.far().write(Talk.bytes("answer"));
        pairs.add(pair);
      }
    }
    for (int i = 0; i < count; i++) {
      closeInOneWay(pairs.get(i), i % 4);
    }
    Talk.untilAllWait();
  }

  private static void closeInOneWay(Pair pair, int way) throws IOException {
    switch (way) {
      case 0 -> pair.close();
      case 1 -> {
        pair.near().reset();
        pair.far().reset();
      }
      case 2 -> {
        pair.far().closeOutput();
        Talk.readAll(pair.near());
        pair.close();
      }
      default -> {
        pair.far().reset();
        Talk.failureOf(pair.near()::read);
        pair.near().close();
      }
    }
  }

  private static int descriptors() throws IOException {
    int count = 0;
    try (DirectoryStream<Path> open = Files.newDirectoryStream(Path.of("/proc/self/fd"))) {
      for (Path _ : open) {
        count++;
      }
    }
    return count;
  }

  /// Of direct buffers: all that connections have of it.
  private static long nativeMemory() {
    return ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class).stream()
        .filter(pool -> pool.getName().equals("direct"))
        .mapToLong(BufferPoolMXBean::getMemoryUsed)
        .sum();
  }
}
