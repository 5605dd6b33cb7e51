package io.weightless.simulation;

import static io.weightless.simulation.Scene.bytes;
import static io.weightless.simulation.Scene.readAllText;
import static io.weightless.simulation.Scene.readText;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.weightless.net.ClosedException;
import io.weightless.net.Listener;
import io.weightless.net.Stream;
import io.weightless.reactor.Work;
import io.weightless.scope.Scope;
import io.weightless.scope.Task;
import io.weightless.simulation.Scene.Pair;
import java.io.IOException;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

final class ClosingTest {
  @AutoClose private final Scene scene = new Scene();

  /// Lets `wait` wait in a task of its own, then runs `end`, and looks at how the wait ended.
  private static AbstractThrowableAssert<?, ?> assertThatEnds(
      Scope scope, Work<IOException> wait, Work<IOException> end) throws IOException {
    Task<Throwable> waiting = scope.start("waiting", () -> catchThrowable(wait::run));
    Task.sleep(Scene.UNTIL_ALL_WAIT);
    end.run();
    return assertThat(waiting.await());
  }

  @Test
  void closeEndsAWaitingRead() throws IOException {
    scene.run(scope -> {
      try (Pair pair = scene.connect()) {
        assertThatEnds(scope, () -> pair.near().read(), () -> pair.near().close())
            .isInstanceOf(ClosedException.class)
            .hasMessage(
                "the stream from %s to %s is closed", pair.near().local(), pair.near().remote());
      }
    });
  }

  @Test
  void closeEndsAWaitingWrite() throws IOException {
    scene.run(scope -> {
      try (Pair pair = scene.connect()) {
        assertThatEnds(scope, () -> Scene.fill(pair.near()), () -> pair.near().close())
            .isInstanceOf(ClosedException.class);
      }
    });
  }

  @Test
  void toCloseTheOutputEndsAWaitingWrite() throws IOException {
    scene.run(scope -> {
      try (Pair pair = scene.connect()) {
        assertThatEnds(scope, () -> Scene.fill(pair.near()), () -> pair.near().closeOutput())
            .isInstanceOf(ClosedException.class)
            .hasMessageStartingWith("the output to ");
      }
    });
  }

  @Test
  void closeEndsAllWaitingAccepts() throws IOException {
    scene.run(scope -> {
      Listener listener = scene.far().listen(Scene.ANY_PORT);
      Task<?> other = scope.start("other", () -> catchThrowable(listener::accept));
      assertThatEnds(scope, listener::accept, listener::close)
          .isInstanceOf(ClosedException.class)
          .hasMessage("the listener on %s is closed", listener.address());
      assertThat(other.await()).isInstanceOf(ClosedException.class);
    });
  }

  @Test
  void nothingCanBeDoneWithWhatIsClosed() throws IOException {
    scene.run(_ -> {
      Listener listener = scene.far().listen(Scene.ANY_PORT);
      listener.close();
      Pair pair = scene.connect();
      pair.close();
      Stream closed = pair.near();

      assertThatThrownBy(listener::accept).isInstanceOf(ClosedException.class);
      assertThatThrownBy(closed::read).isInstanceOf(ClosedException.class);
      assertThatThrownBy(() -> closed.write(bytes("x"))).isInstanceOf(ClosedException.class);
      assertThatThrownBy(closed::closeOutput).isInstanceOf(ClosedException.class);
    });
  }

  @Test
  void toCloseTwiceIsFine() throws IOException {
    scene.run(_ -> {
      Listener listener = scene.far().listen(Scene.ANY_PORT);
      listener.close();
      listener.close();
      Pair pair = scene.connect();
      pair.close();
      pair.close();
      pair.near().reset();
    });
  }

  @Test
  void whatWasWrittenBeforeTheCloseStillArrives() throws IOException {
    scene.run(_ -> {
      try (Pair pair = scene.connect()) {
        pair.near().write(bytes("last words"));
        pair.near().close();

        assertThat(readAllText(pair.far())).isEqualTo("last words");
      }
    });
  }

  @Test
  void closeWithUnreadInputIsAResetThatOvertakesWhatWasWritten() throws IOException {
    scene.run(_ -> {
      try (Pair pair = scene.connect()) {
        pair.far().write(bytes("unread"));
        Task.sleep(Scene.UNTIL_ALL_WAIT);
        pair.near().write(bytes("last words"));
        pair.near().close();
        Task.sleep(Scene.UNTIL_ALL_WAIT);

        assertThatThrownBy(() -> pair.far().read())
            .hasMessage("read from %s: Connection reset", pair.far().remote());
      }
    });
  }

  @Test
  void whatComesAfterTheCloseIsAnsweredWithAResetThatLeavesWhatHadEnded() throws IOException {
    scene.run(_ -> {
      try (Pair pair = scene.connect()) {
        pair.near().write(bytes("last words"));
        pair.near().close();
        Task.sleep(Scene.UNTIL_ALL_WAIT);
        pair.far().write(bytes("too late"));
        Task.sleep(Scene.UNTIL_ALL_WAIT);

        assertThat(readAllText(pair.far())).isEqualTo("last words");
        assertThatThrownBy(() -> pair.far().write(bytes("x")))
            .isNotInstanceOf(ClosedException.class)
            .hasMessage("write to %s: Connection reset", pair.far().remote());
        pair.far().closeOutput();
      }
    });
  }

  @Test
  void thePeerSeesAResetAsAFailureThatNamesIt() throws IOException {
    scene.run(_ -> {
      try (Pair pair = scene.connect()) {
        pair.near().write(bytes("half a mess"));
        readText(pair.far());
        pair.near().reset();

        for (int i = 0; i < 2; i++) {
          assertThatThrownBy(() -> pair.far().read())
              .isInstanceOf(IOException.class)
              .isNotInstanceOf(ClosedException.class)
              .hasMessage("read from %s: Connection reset", pair.far().remote());
        }
      }
    });
  }

  @Test
  void aResetOvertakesWhatHasComeAndWasNotRead() throws IOException {
    scene.run(_ -> {
      try (Pair pair = scene.connect()) {
        pair.near().write(bytes("half a mess"));
        Task.sleep(Scene.UNTIL_ALL_WAIT);
        pair.near().reset();
        Task.sleep(Scene.UNTIL_ALL_WAIT);

        assertThatThrownBy(() -> pair.far().read())
            .hasMessage("read from %s: Connection reset", pair.far().remote());
      }
    });
  }

  @Test
  void aResetEndsAReadThatWaits() throws IOException {
    scene.run(scope -> {
      try (Pair pair = scene.connect()) {
        assertThatEnds(scope, () -> pair.near().read(), () -> pair.far().reset())
            .hasMessage("read from %s: Connection reset", pair.near().remote());
      }
    });
  }

  @Test
  void aWaitingWriterSeesTheResetOfItsPeer() throws IOException {
    scene.run(scope -> {
      try (Pair pair = scene.connect()) {
        assertThatEnds(scope, () -> Scene.fill(pair.near()), () -> pair.far().reset())
            .isInstanceOf(IOException.class)
            .hasMessageStartingWith("write to " + pair.near().remote() + ": ");
      }
    });
  }

  @Test
  void aWriteToAPeerThatIsGoneFailsAndNamesIt() throws IOException {
    scene.run(_ -> {
      try (Pair pair = scene.connect()) {
        pair.far().close();
        Task.sleep(Scene.UNTIL_ALL_WAIT);

        assertThatThrownBy(() -> Scene.fill(pair.near()))
            .isInstanceOf(IOException.class)
            .hasMessageStartingWith("write to " + pair.near().remote() + ": ");
      }
    });
  }

  @Test
  void aConnectionIsForgottenWhenBothEndsAreClosed() throws IOException {
    HostNetwork near = (HostNetwork) scene.near();
    scene.run(_ -> {
      Pair pair = scene.connect();
      pair.near().close();
      assertThat(near.connections()).isEqualTo(1);
      pair.far().close();
      assertThat(near.connections()).isZero();
    });
  }

  @Test
  void whatIsLeftOpenCanBeTold() throws IOException {
    scene.run(_ -> {
      Listener listener = scene.far().listen(Scene.ANY_PORT);
      Stream near = scene.near().connect(listener.address());
      Stream far = listener.accept();
      near.close();

      assertThat(scene.fabric.open("near")).isEmpty();
      assertThat(scene.fabric.open("far"))
          .containsExactly(
              "the listener on " + listener.address(),
              "the stream from " + far.local() + " to " + far.remote());
      far.close();
      listener.close();
      assertThat(scene.fabric.open("far")).isEmpty();
    });
  }
}
