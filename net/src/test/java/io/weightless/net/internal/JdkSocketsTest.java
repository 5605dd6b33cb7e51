package io.weightless.net.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.weightless.scope.Scope;
import io.weightless.scope.Task;
import io.weightless.testkit.FastEngine;
import io.weightless.testkit.PortableEngine;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/// Blocking sockets of the JDK in a task, as old libraries use them. See `docs/jdk-waits.md`.
final class JdkSocketsTest {
  /// Virtual: it passes when all tasks wait.
  private static final Duration UNTIL_ALL_WAIT = Duration.ofSeconds(1);

  @AutoClose private final World world;
  @AutoClose private final ServerSocket server = listen(50);
  private final List<Object> trail = Collections.synchronizedList(new ArrayList<>());

  JdkSocketsTest() throws IOException {
    world = new World("nio");
  }

  private static ServerSocket listen(int backlog) throws IOException {
    return new ServerSocket(0, backlog, InetAddress.getLoopbackAddress());
  }

  private interface Wait {
    Object run() throws Exception;
  }

  /// Cancels a task that waits, and marks what the wait threw.
  private void cancelIn(Wait wait) {
    world.run(scope -> {
      Task<?> task = scope.start("waits", () -> trail.add(catchThrowable(wait::run)));
      Task.sleep(UNTIL_ALL_WAIT);
      assertThat(task.state()).isEqualTo(Task.State.RUNNING);
      task.cancel("enough");
    });
  }

  @Test
  @FastEngine
  void aCancellationClosesASocketThatIsRead() throws IOException {
    try (Socket socket = new Socket(server.getInetAddress(), server.getLocalPort())) {
      cancelIn(() -> socket.getInputStream().read());

      assertThat(trail).hasSize(1).allMatch(SocketException.class::isInstance);
      assertThat(socket.isClosed()).isTrue();
    }
  }

  @Test
  @FastEngine
  void aSocketThatACancellationClosedIsTheCancellationAndNoFailure() throws IOException {
    try (Socket socket = new Socket(server.getInetAddress(), server.getLocalPort());
        ServerSocket other = listen(1)) {
      world.run(scope -> {
        Task<?> reads = scope.start("reads", () -> socket.getInputStream().read());
        Task<?> accepts = scope.start("accepts", () -> Scope.run(_ -> other.accept()));
        Task.sleep(UNTIL_ALL_WAIT);
        reads.cancel("enough");
        accepts.cancel("enough");
        Task.sleep(UNTIL_ALL_WAIT);

        assertThat(reads.state()).isEqualTo(Task.State.CANCELLED);
        assertThat(accepts.state()).isEqualTo(Task.State.CANCELLED);
      });
    }
  }

  @Test
  void aSocketThatFailsInATaskThatIsNotCancelledIsAFailure() {
    Throwable thrown =
        catchThrowable(() ->
            world.run(scope ->
                scope.start(
                    "fails",
                    () -> {
                      throw new SocketException("Closed by interrupt");
                    })));

    assertThat(thrown).isInstanceOf(SocketException.class);
  }

  @Test
  @FastEngine
  void aCancellationClosesAServerSocketThatAccepts() {
    cancelIn(server::accept);

    assertThat(trail).hasSize(1).allMatch(SocketException.class::isInstance);
    assertThat(server.isClosed()).isTrue();
  }

  @Test
  @FastEngine
  void aCancellationClosesASocketThatWrites() throws IOException {
    try (Socket socket = new Socket(server.getInetAddress(), server.getLocalPort());
        Socket _ = server.accept()) {
      cancelIn(() -> {
        while (true) {
          socket.getOutputStream().write(new byte[65_536]);
        }
      });

      assertThat(trail).hasSize(1).allMatch(SocketException.class::isInstance);
      assertThat(socket.isClosed()).isTrue();
    }
  }

  /// The listener's queue is full, and it does not accept.
  @Test
  @FastEngine
  void aCancellationClosesASocketThatConnects() throws IOException {
    List<Socket> connected = new ArrayList<>();
    try (ServerSocket full = listen(1)) {
      cancelIn(() -> {
        while (connected.size() < 100) {
          connected.add(new Socket(full.getInetAddress(), full.getLocalPort()));
        }
        return "";
      });
    } finally {
      for (Socket socket : connected) {
        socket.close();
      }
    }

    assertThat(trail).hasSize(1).allMatch(SocketException.class::isInstance);
  }

  @Test
  @FastEngine
  void aTimedReadEndsInRealTimeWhileTheLoopGoesOn() throws IOException {
    try (Socket socket = new Socket(server.getInetAddress(), server.getLocalPort())) {
      socket.setSoTimeout(1);
      world.run(scope -> {
        scope.start(
            "waits",
            () -> trail.add(catchThrowable(() -> socket.getInputStream().read()).getClass()));
        scope.start("other", () -> trail.add("other"));
      });

      assertThat(trail).containsExactly("other", SocketTimeoutException.class);
      assertThat(socket.isClosed()).isFalse();
    }
  }

  @Test
  @FastEngine
  void aCancellationClosesASocketChannelThatIsRead() throws IOException {
    try (SocketChannel channel = SocketChannel.open(server.getLocalSocketAddress())) {
      cancelIn(() -> channel.read(World.bytes(" ").duplicate()));

      assertThat(trail).hasSize(1).allMatch(ClosedByInterruptException.class::isInstance);
      assertThat(channel.isOpen()).isFalse();
    }
  }

  @Test
  @FastEngine
  void aCancellationEndsARequestOfTheHttpClient() throws InterruptedException {
    HttpClient client = HttpClient.newHttpClient();
    URI uri = URI.create("http://127.0.0.1:" + server.getLocalPort());
    try {
      cancelIn(() ->
          client.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString()));
    } finally {
      client.shutdownNow();
      client.awaitTermination(Duration.ofSeconds(20));
    }

    assertThat(trail).hasSize(1).allMatch(InterruptedException.class::isInstance);
  }

  @Test
  @PortableEngine
  void onThePortableEngineAReadHoldsTheLoop() throws Exception {
    CountDownLatch reading = new CountDownLatch(1);
    try (Socket socket = new Socket(server.getInetAddress(), server.getLocalPort());
        Socket far = server.accept()) {
      Thread other = Thread.ofPlatform().start(() -> writeAfter(reading, far));
      world.run(scope -> {
        scope.start(
            "reads",
            () -> {
              reading.countDown();
              trail.add((char) socket.getInputStream().read());
            });
        scope.start("other", () -> trail.add("other"));
      });
      other.join();
    }

    assertThat(trail).containsExactly('x', "other");
  }

  private static void writeAfter(CountDownLatch reading, Socket socket) {
    try {
      reading.await();
      socket.getOutputStream().write('x');
    } catch (IOException | InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
