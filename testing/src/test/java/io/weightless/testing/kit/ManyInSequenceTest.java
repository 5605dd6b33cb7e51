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

  @ParameterizedTest
  @MethodSource("io.weightless.testing.kit.Ground#real")
  void neitherDescriptorsNorNativeMemoryGrow(Ground ground) throws IOException {
    try (Reactor reactor = ground.openReactor()) {
      reactor.run(() -> openAndClose(FIRST));
      int descriptors = descriptors();
      long memory = nativeMemory();

      reactor.run(() -> openAndClose(MANY));

      assertThat(descriptors()).isEqualTo(descriptors);
      assertThat(nativeMemory() - memory).isLessThan(MANY * 64L);
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
