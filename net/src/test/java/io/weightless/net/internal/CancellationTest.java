package io.weightless.net.internal;

import static io.weightless.net.internal.World.readText;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weightless.net.Address;
import io.weightless.net.Stream;
import io.weightless.scope.Deadline;
import io.weightless.scope.DeadlineExceeded;
import io.weightless.scope.Scope;
import io.weightless.scope.Task;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

@EachBackend
final class CancellationTest {
  @AutoClose private final World world;

  CancellationTest(String backend) throws IOException {
    world = new World(backend);
  }

  /// Time is virtual, so this passes when `wait` really waits.
  private static void assertDeadlineEnds(Callable<?> wait) {
    assertThatThrownBy(() -> Scope.run(Deadline.after(Duration.ofSeconds(1)), _ -> wait.call()))
        .isInstanceOf(DeadlineExceeded.class);
  }

  /// In one step: time cancels the read, and then what it waited for is there.
  @Test
  void aReadThatIsCancelledAsItsInputComesLosesNothing() throws IOException {
    try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      world.run(scope -> {
        Address address = new Address("127.0.0.1", server.getLocalPort());
        try (Stream near = world.network().connect(address);
            Socket far = server.accept()) {
          Task<?> reader = scope.start("reader", near::read);
          world.reactor.after(Duration.ofSeconds(1), () -> writeAndCancel(far, reader));
          assertThatThrownBy(reader::await).isInstanceOf(CancellationException.class);

          assertThat(readText(near)).isEqualTo("just now");
        }
      });
    }
  }

  private static void writeAndCancel(Socket far, Task<?> reader) {
    try {
      far.getOutputStream().write("just now".getBytes(UTF_8));
      reader.cancel("too late");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void aCancelledConnectLeavesNothingBehind() throws IOException {
    List<Stream> connected = new ArrayList<>();
    try (ServerSocket deaf = new ServerSocket()) {
      deaf.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1);
      Address address = new Address("127.0.0.1", deaf.getLocalPort());

      world.run(_ -> {
        assertDeadlineEnds(() -> connectUntilItWaits(address, connected));
        assertThat(world.backend.shared().resources.count()).isEqualTo(connected.size());
        connected.forEach(Stream::close);
      });
    }
  }

  /// A listener whose queue is full lets the next one wait.
  private String connectUntilItWaits(Address address, List<Stream> connected) throws IOException {
    while (connected.size() < 10) {
      connected.add(world.network().connect(address));
    }
    return "its queue has no limit";
  }
}
