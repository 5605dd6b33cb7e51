package io.weightless.net.internal;

import static io.weightless.net.internal.World.bytes;
import static io.weightless.net.internal.World.readText;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.weightless.net.ClosedException;
import io.weightless.net.internal.World.Pair;
import io.weightless.reactor.Work;
import io.weightless.scope.Scope;
import io.weightless.scope.Task;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

@EachBackend
final class ClosingTest {
  private static final Duration UNTIL_ALL_WAIT = Duration.ofSeconds(1);

  private final String backend;
  @AutoClose private final World world;

  ClosingTest(String backend) throws IOException {
    this.backend = backend;
    world = new World(backend);
  }

  /// Lets `wait` wait in a task of its own, then runs `end`, and looks at how the wait ended.
  private static AbstractThrowableAssert<?, ?> assertThatEnds(
      Scope scope, Work<IOException> wait, Work<IOException> end) throws IOException {
    Task<Throwable> waiting = scope.start("waiting", () -> catchThrowable(wait::run));
    Task.sleep(UNTIL_ALL_WAIT);
    end.run();
    return assertThat(waiting.await());
  }

  @Test
  void closeEndsAWaitingRead() throws IOException {
    world.run(scope -> {
      try (Pair pair = world.connect()) {
        assertThatEnds(scope, () -> pair.near().read(), () -> pair.near().close())
            .isInstanceOf(ClosedException.class)
            .hasMessage(
                "the stream from %s to %s is closed", pair.near().local(), pair.near().remote());
      }
    });
  }

  @Test
  void thePeerSeesAResetAsAFailureThatNamesIt() throws IOException {
    world.run(_ -> {
      try (Pair pair = world.connect()) {
        pair.near().write(bytes("half a mess"));
        readText(pair.far());
        pair.near().reset();

        assertThatThrownBy(() -> pair.far().read())
            .isInstanceOf(IOException.class)
            .isNotInstanceOf(ClosedException.class)
            .hasMessageStartingWith("read from " + pair.far().remote() + ": Connection reset");
      }
    });
  }

  @Test
  void aResetRightBehindBytesIsSeenAfterThem() throws IOException {
    world.run(scope -> {
      try (Pair pair = world.connect()) {
        Task<Throwable> reader =
            scope.start("reader", () -> catchThrowable(() -> World.drain(pair.far())));
        Task.sleep(UNTIL_ALL_WAIT);
        pair.near().write(bytes("half a mess"));
        Task.sleep(Duration.ZERO); // so that they are on their way
        pair.near().reset();

        assertThat(reader.await()).hasMessageContaining("Connection reset");
      }
    });
  }

  @Test
  void aResetThatCameBeforeTheFirstReadIsSeenAfterTheBytesBeforeIt() throws IOException {
    world.run(_ -> {
      try (Pair pair = world.connect()) {
        pair.near().write(bytes("half a mess"));
        Task.sleep(UNTIL_ALL_WAIT);
        pair.near().reset();
        Task.sleep(UNTIL_ALL_WAIT);

        assertThat(readText(pair.far())).isEqualTo("half a mess");
        assertThatThrownBy(() -> pair.far().read()).hasMessageContaining("Connection reset");
      }
    });
  }

  @Test
  void closeTakesTheLentBufferBack() throws IOException {
    world.run(_ -> {
      try (Pair pair = world.connect()) {
        pair.far().write(bytes("borrowed"));
        ByteBuffer lent = pair.near().read();
        assertThat(world.backend.shared().pool.lent()).isEqualTo(1);

        pair.near().close();

        assertThat(world.backend.shared().pool.lent()).isZero();
        assertThat(lent.hasRemaining()).isFalse();
      }
    });
  }

  @Test
  void aBufferThatTheCloseOfAnotherTaskFindsLentStaysWithItsReader() throws IOException {
    world.run(scope -> {
      try (Pair pair = world.connect();
          Pair other = world.connect()) {
        pair.far().write(bytes("mine"));
        ByteBuffer lent = pair.near().read();
        scope.start("closer", pair.near()::close).await();
        other.far().write(bytes("not mine"));
        readText(other.near());

        assertThat(lent).isEqualTo(bytes("mine"));
        assertThat(world.backend.shared().pool.lent()).isEqualTo(1);
      }
    });
  }

  @Test
  void aClosedReactorClosesWhatIsLeftOpenAndSaysWhatItWas() throws IOException {
    World forgetful = new World(backend);
    forgetful.run(_ -> {
      forgetful.connect();
      forgetful.network().listen(World.ANY_PORT);
    });

    try (Log log = new Log("io.weightless.net")) {
      forgetful.reactor.close();

      assertThat(log.messages())
          .singleElement()
          .asString()
          .startsWith("a reactor was closed while this was still open")
          .contains("the listener on 127.0.0.1:")
          .contains("the stream from 127.0.0.1:");
    }
  }
}
