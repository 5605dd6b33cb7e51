package io.weightless.net.internal;

import static io.weightless.net.internal.World.bytes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weightless.net.Address;
import io.weightless.reactor.Clock;
import io.weightless.reactor.Reactor;
import io.weightless.scope.Scope;
import io.weightless.scope.Task;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.SplittableRandom;
import java.util.concurrent.CancellationException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

@EachBackend
final class BackendTest {
  private final String name;

  BackendTest(String name) {
    this.name = name;
  }

  /// Nobody steps until the next run.
  @Test
  void whatWasWrittenAndClosedGoesOutThoughTheLoopStops() throws IOException {
    try (World world = new World(name);
        ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      io.weightless.net.Stream[] client = new io.weightless.net.Stream[1];
      world.run(_ -> {
        client[0] = world.network().connect(new Address("127.0.0.1", server.getLocalPort()));
        client[0].write(bytes("sent"));
      });
      try (Socket peer = server.accept()) {
        peer.setSoTimeout(20_000);
        assertThat(peer.getInputStream().readNBytes(4)).asString().isEqualTo("sent");

        world.run(_ -> {
          client[0].write(bytes("the end"));
          client[0].close();
        });
        assertThat(peer.getInputStream().readAllBytes()).asString().isEqualTo("the end");
      }
    }
  }

  @Test
  void aWaitingLoopTakesWhatAnotherThreadPosts() throws Exception {
    try (Reactor reactor = Reactor.open(name)) {
      assertThatThrownBy(
              () -> reactor.run(() -> Scope.run(scope -> sleepUntilAPost(reactor, scope))))
          .isInstanceOf(CancellationException.class)
          .hasMessage("posted");
    }
  }

  private static String sleepUntilAPost(Reactor reactor, Scope scope) {
    Thread.ofPlatform().start(() -> reactor.post(() -> scope.cancel("posted")));
    Task.sleep(Duration.ofDays(1));
    return "never";
  }

  @Test
  void anInterruptEndsAWaitingLoopAndDoesNotMakeItSpin() throws Exception {
    NetBackend backend = Backends.open(name);
    try (Reactor reactor = Reactor.open(backend, Clock.system(), new SplittableRandom(1))) {
      Thread loop = Thread.currentThread();
      Thread interrupter = Thread.ofPlatform().unstarted(() -> interruptInPoll(loop));

      assertThatThrownBy(() -> reactor.run(() -> startAndSleep(interrupter)))
          .isInstanceOf(CancellationException.class);

      assertThat(Thread.interrupted()).isTrue();
      assertThat(backend.shared().counters.polls).isLessThan(10);
      interrupter.join();
    }
  }

  private static void startAndSleep(Thread thread) {
    thread.start();
    Task.sleep(Duration.ofDays(1));
  }

  /// Not earlier: an interrupt that comes while a task runs is lost with its thread.
  private static void interruptInPoll(Thread loop) {
    while (Stream.of(loop.getStackTrace()).noneMatch(f -> f.getMethodName().equals("poll"))) {
      Thread.onSpinWait();
    }
    loop.interrupt();
  }
}
